import type { Problem } from "sessage";
import { leadTo } from "../compose/lead.ts";

/** Problems, each with its place and the page that states its rule; those of the message lead to its field. */
export function Problems({ problems, inMessage }: { problems: readonly Problem[]; inMessage: boolean }) {
  return (
    <ul class="plain">
      {problems.map(({ path, severity, message, source }, index) => (
        <li key={index} class={severity}>
          {inMessage && path !== "" ? (
            <button type="button" class="small" onClick={() => leadTo(path)}>
              <code>{path}</code>
            </button>
          ) : (
            <code>{path}</code>
          )}{" "}
          {message}{" "}
          {source && (
            <a href={source} target="_blank" rel="noreferrer">
              Rule
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
