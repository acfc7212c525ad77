// The frame of a field: its label, its control, and a line below for a hint, a counter and problems. The line keeps its
// height when it is empty, so that nothing moves while one types.
import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Problem } from "sessage";
import { PROVIDERS, provider } from "../state/providers.ts";
import type { Width } from "./fields.ts";
import { led } from "./lead.ts";
import { isKindCarried, isOver, type Limit, limitAt } from "./limits.ts";
import { useProblems } from "./placing.ts";
import { useAt } from "./value.ts";

/** What a control needs to belong to its label and its note. */
export interface Control {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
  onBlur: () => void;
}

/** A labelled control in its place. An empty field that nobody has been in, or was led to, is not scolded. */
export function FieldFrame({
  path,
  label,
  hint,
  width,
  empty,
  long = false,
  unread = false,
  children,
}: {
  path: string;
  label: string;
  hint?: string | undefined;
  width?: Width | undefined;
  empty: boolean;
  /** Is counted from the first character on. */
  long?: boolean;
  /** Holds text that is no JSON. */
  unread?: boolean;
  children: (control: Control) => ComponentChildren;
}) {
  const id = useId();
  const [touched, setTouched] = useState(false);
  const problems = useProblems(path);
  const pointedAt = useAt(path, (at) => led.value === at);
  const soft = empty && !touched && !pointedAt;
  const wrong = problems.some(({ severity, code }) => severity === "error" && !(soft && code === "required"));
  return (
    <div class={width ? `field field-${width}` : "field"} data-path={path}>
      <div class="field-head">
        <label for={id}>{label}</label>
        <NotCarried path={path} />
      </div>
      {children({ id, "aria-describedby": `${id}-note`, "aria-invalid": wrong || unread, onBlur: () => setTouched(true) })}
      <Note {...{ id: `${id}-note`, path, problems, hint, soft, long, unread }} />
    </div>
  );
}

/** Says that the provider's table has no place for the field, before anything is written in it. */
function NotCarried({ path }: { path: string }) {
  // Of a kind that is not carried, every field would say so.
  const missing = useAt(path, (at) => limitAt(at)?.capability.carried === false && isKindCarried(at));
  if (!missing) return null;
  return <span class="field-not">not on {PROVIDERS[provider.value].title}</span>;
}

function Note({
  id,
  path,
  problems,
  hint,
  soft,
  long,
  unread,
}: {
  id: string;
  path: string;
  problems: readonly Problem[];
  hint: string | undefined;
  soft: boolean;
  long: boolean;
  unread: boolean;
}) {
  const form = useAt(path, (at) => {
    const { format, values } = limitAt(at)?.capability ?? {};
    return values && format ? `${format} ${values.join(", ")}` : format;
  });
  return (
    <div class="note" id={id}>
      <div class="note-words">
        {unread && <p class="error">This is not JSON yet, so the message keeps what it had.</p>}
        {problems.length === 0 && !unread && <p class="hint">{hint ?? form}</p>}
        <Words problems={problems} soft={soft} />
      </div>
      <Counter path={path} always={long} />
    </div>
  );
}

function Words({ problems, soft }: { problems: readonly Problem[]; soft: boolean }): JSX.Element {
  return (
    <>
      {problems.map((problem, index) =>
        soft && problem.code === "required" ? (
          <p key={index}>Required</p>
        ) : (
          <p key={index} class={problem.severity}>
            {problem.message}
          </p>
        ),
      )}
    </>
  );
}

/** The id of a part's note, by which the part is described. */
export const noteOf = (path: string): string => `note${path}`;

/** The problems of a part that is no field of its own. */
export function PartNote({ path }: { path: string }) {
  const problems = useProblems(path);
  return (
    <div class="note note-part" id={noteOf(path)}>
      <Words problems={problems} soft={false} />
    </div>
  );
}

/** From which share of its limit a short text is counted. */
const NEAR = 0.6;

/** How much of the field's limit is used, where the provider's table names one. */
export function Counter({
  path,
  always = false,
  counted = "",
  limit = limitAt,
}: {
  path: string;
  always?: boolean;
  /** Gives the limit; by default that of the field. */
  limit?: (path: string) => Limit | undefined;
  counted?: string | undefined;
}) {
  const words = useAt(path, (at) => {
    const { capability, count } = limit(at) ?? {};
    const max = capability?.max;
    if (max === undefined || count === undefined || !capability?.carried) return "";
    if (!always && count < max * NEAR) return "";
    return `${count} of ${max} ${capability.unit === "items" ? counted : capability.unit}`;
  });
  const over = useAt(path, (at) => isOver(limit(at)));
  return <span class={over ? "counter error" : "counter"}>{words}</span>;
}
