// Timeouts and repeats of a send.
import { useId, useRef } from "preact/hooks";
import { read, write } from "../state/pointer.ts";
import { EXAMPLES } from "../state/providers.ts";
import { type OptionField, OPTION_FIELDS, type Options } from "./fields.ts";
import { options, problemsIn } from "./target.ts";

/** The options of a send. An empty number is the package's own default. */
export function OptionsForm() {
  const problems = problemsIn(EXAMPLES.connectly, options.value);
  // Once open, it does not close on the one who mends its last problem.
  const open = useRef(false);
  open.current ||= problems.length > 0;
  return (
    <details class="send-options" open={open.current || undefined}>
      <summary>Timeouts and repeats</summary>
      <div class="send-fields">
        {OPTION_FIELDS.map((field) => (
          <Option
            key={field.path}
            field={field}
            problem={problems
              .filter(({ path }) => path === field.path)
              .map(({ message }) => message)
              .join(" ")}
          />
        ))}
      </div>
    </details>
  );
}

function Option({ field: { path, label, hint, kind }, problem }: { field: OptionField; problem: string }) {
  const id = useId();
  const value = read(options.value, path);
  const put = (given: unknown) => (options.value = write(options.value, path, given) as Options);
  const about = { id, "aria-describedby": `${id}-hint` };
  const hinted = (
    <p id={`${id}-hint`} class={problem ? "send-hint error" : "send-hint quiet"}>
      {problem || hint}
    </p>
  );
  if (kind === "boolean") {
    return (
      <div class="send-field">
        <label for={id}>
          <input
            {...about}
            type="checkbox"
            checked={value === true}
            onChange={(event) => put(event.currentTarget.checked)}
          />{" "}
          {label}
        </label>
        {hinted}
      </div>
    );
  }
  return (
    <div class="send-field">
      <label for={id}>{label}</label>
      <input
        {...about}
        type="number"
        value={typeof value === "number" ? String(value) : ""}
        aria-invalid={problem !== ""}
        onInput={({ currentTarget }) => put(currentTarget.value === "" ? undefined : currentTarget.valueAsNumber)}
      />
      {hinted}
    </div>
  );
}
