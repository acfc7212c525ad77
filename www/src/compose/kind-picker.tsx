// The choice of the kind of content. What the provider makes of each kind stands beside it.
import { computed } from "@preact/signals";
import { useId } from "preact/hooks";
import { asMessage, RECIPIENT } from "../state/message.ts";
import { planners, PROVIDERS, provider } from "../state/providers.ts";
import { noteOf, PartNote } from "./field.tsx";
import type { Kind } from "./fields.ts";
import { GROUPS, KINDS } from "./kinds.ts";
import { table } from "./limits.ts";
import { chooseKind, kindNow } from "./memory.ts";

type Carried = "carried" | "adapted" | "not_carried";
const MARKS: Readonly<Record<Carried, { sign: string; words: string; by: string }>> = {
  carried: { sign: "", words: "", by: "" },
  adapted: { sign: "≈", words: "only in another form", by: "with" },
  not_carried: { sign: "✕", words: "not carried", by: "by" },
};

/** What the chosen provider makes of each kind. */
const carried = computed((): Readonly<Record<Kind, Carried>> => {
  const kinds = table.value?.content;
  const planner = planners[provider.value].value;
  const of = (kind: Kind): Carried => {
    if (!kinds || !planner || kinds[kind].carried) return "carried";
    // Whether another form of it is carried is no table's to say: the package is asked.
    const content = { type: kind, ...KINDS[kind].start };
    const { problems } = planner.plan(asMessage({ to: RECIPIENT, content }), { adapt: "reshape" });
    const refused = problems.some(({ path, code }) => path === "/content/type" && code === "unsupported");
    return refused ? "not_carried" : "adapted";
  };
  const names = Object.keys(KINDS) as Kind[];
  return Object.fromEntries(names.map((kind) => [kind, of(kind)])) as Record<Kind, Carried>;
});

/** The kinds of content, of which one is chosen. */
export function KindPicker() {
  const name = useId();
  const chosen = kindNow.value;
  const marks = Object.values(carried.value);
  const { title } = PROVIDERS[provider.value];
  return (
    <fieldset class="kinds" data-path="/content/type" aria-describedby={noteOf("/content/type")}>
      <legend>Kind of content</legend>
      <div class="kind-groups">
        {Object.entries(GROUPS).map(([group, kinds]) => (
          <div key={group} role="group" aria-label={group}>
            {kinds.map((kind) => (
              <KindChoice key={kind} kind={kind} name={name} chosen={kind === chosen} mark={carried.value[kind]} />
            ))}
          </div>
        ))}
      </div>
      <p class="kind-legend quiet" aria-hidden="true">
        {(["adapted", "not_carried"] as const)
          .filter((mark) => marks.includes(mark))
          .map((mark) => `${MARKS[mark].sign}\u00a0${MARKS[mark].words} ${MARKS[mark].by} ${title}`)
          .join("   ")}
      </p>
      <PartNote path="/content/type" />
    </fieldset>
  );
}

function KindChoice({ kind, name, chosen, mark }: { kind: Kind; name: string; chosen: boolean; mark: Carried }) {
  const { sign, words } = MARKS[mark];
  return (
    <label class={`kind kind-${mark}`}>
      <input type="radio" name={name} value={kind} checked={chosen} onChange={() => chooseKind(kind)} />
      <span>
        {KINDS[kind].label}
        {sign !== "" && (
          <>
            <span aria-hidden="true" class="kind-sign">
              {sign}
            </span>
            <span class="visually-hidden"> ({words})</span>
          </>
        )}
      </span>
    </label>
  );
}
