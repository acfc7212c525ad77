// Everything that is wrong with the message for the chosen provider. Each entry leads to its field.
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Problem } from "sessage";
import { CLOSED, VERDICTS } from "../output/words.ts";
import { loading } from "../package.ts";
import { draft } from "../state/message.ts";
import { plans, problems, type Verdict, verdict } from "../state/plans.ts";
import { PROVIDERS, provider } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";
import { leadTo } from "./lead.ts";

/** "2 errors, 1 warning", or that there is nothing; undefined until that is known. */
const summary = computed(() => {
  if (!plans[provider.value].value) return undefined;
  const count = (severity: Problem["severity"], word: string) => {
    const { length } = problems.value.filter((problem) => problem.severity === severity);
    return length === 0 ? [] : [`${length} ${word}${length === 1 ? "" : "s"}`];
  };
  return [...count("error", "error"), ...count("warning", "warning")].join(", ") || "none";
});

/** What the provider does with a message that nothing is wrong with. */
const TAKEN: Readonly<Record<Verdict, (title: string) => string>> = {
  as_is: (title) => `${title} takes it as it is`,
  adapted: (title) => `${title} takes it adapted`,
  fallback: () => CLOSED.fallback,
  closed: () => VERDICTS.closed,
  refused: () => VERDICTS.refused,
};

/** How long typing rests before a count is told. */
const REST = 900;

/** The count that was told last, on this page or before another was shown. */
let told = "none";

/** The list of problems. */
export function Problems() {
  const words = summary.value;
  useEffect(() => {
    if (words === undefined || told === words) return;
    const waiting = setTimeout(() => {
      told = words;
      announce(`Problems: ${words}`);
    }, REST);
    return () => clearTimeout(waiting);
  }, [words]);
  const plan = plans[provider.value].value;
  const taken = plan && TAKEN[verdict(draft.value, plan)](PROVIDERS[provider.value].title);
  return (
    <details class="problems" open>
      <summary>
        <h3>Problems</h3>
        {words === undefined ? (
          <span class="quiet">{loading.value === "loading" ? "" : "not checked"}</span>
        ) : (
          <span class={problems.value[0]?.severity}>{words}</span>
        )}
        {problems.value.length === 0 && <span class="quiet">{taken}</span>}
      </summary>
      {problems.value.length > 0 && (
        <ol aria-label="Problems">
          {problems.value.map((problem, index) => (
            <Entry key={index} problem={problem} />
          ))}
        </ol>
      )}
    </details>
  );
}

function Entry({ problem: { path, code, severity, message, source } }: { problem: Problem }) {
  return (
    <li class={severity}>
      <button type="button" onClick={() => leadTo(path)}>
        <span class="problem-message">
          <span class="visually-hidden">{severity}: </span>
          {message}
        </span>
        <code class="problem-path">{path || "the whole message"}</code>
      </button>
      <code class="problem-code">{code}</code>
      {source ? (
        <a href={source} target="_blank" rel="noreferrer" aria-label={`The rule behind ${code} at ${path}`}>
          Rule
        </a>
      ) : (
        <span />
      )}
    </li>
  );
}
