// All rows checked in slices, anew whenever the message, the columns, the mapping or the provider changes.
import { computed, effect, signal } from "@preact/signals";
import type { Plan, Problem } from "sessage";
import { asMessage, draft } from "../state/message.ts";
import { adapt, planners, provider } from "../state/providers.ts";
import { view } from "../state/link.ts";
import { mapping } from "./mapping.ts";
import { recipe, recipientText, type Recipe } from "./messages.ts";
import { table, type Row } from "./table.ts";

/** A row that cannot be sent, and why. */
export type BadRow = { row: number; to: string; reasons: string[] };

/** How far the check has come, and what it found. Grows in place; `done` tells how far. */
export type Check = {
  done: number;
  total: number;
  ready: Row[];
  bad: BadRow[];
  /** Rows that can be sent and have a warning. */
  warned: number;
  /** The first warning there is, as an instance. */
  warning: string | undefined;
  /** Rows whose recipient stands in an earlier row. */
  repeated: number;
};

/** How messages are made of the rows as things stand. */
export const current = computed<Recipe>(() => recipe(draft.value, table.value.columns, mapping.value));

const none = (total = 0): Check => ({
  done: 0,
  total,
  ready: [],
  bad: [],
  warned: 0,
  warning: undefined,
  repeated: 0,
});
export const check = signal<Check>(none());

/** What the provider makes of one row: its plan, and its problems with the row's own. */
export function planRow(row: Row, made: Recipe): { plan: Plan | undefined; problems: Pick<Problem, "path" | "severity" | "message">[] } {
  const plan = planners[provider.value].value?.plan(asMessage(made.message(row)), { adapt: adapt.value });
  const empty = made.empty(row).map((name) => ({
    path: "",
    severity: "warning" as const,
    message: `{{${name}}} is empty in this row.`,
  }));
  const broken = row.fault === undefined ? [] : [{ path: "", severity: "error" as const, message: row.fault }];
  return { plan, problems: [...broken, ...(plan?.problems ?? []), ...empty] };
}

/** Whether anything would be sent of a row. Nothing is where it is broken, wrong, or too late without a fallback. */
export const leaves = (row: Row, { requests }: Plan): boolean => row.fault === undefined && requests.length > 0;

/** A problem in words, with the field it stands at. */
export const inWords = ({ path, message }: Pick<Problem, "path" | "message">): string =>
  path === "" ? message : `${path.slice(1)}: ${message}`;

/** How long a slice may take, so that typing and scrolling go on between two. */
const SLICE_MS = 8;
let version = 0;

effect(() => {
  const { rows } = table.value;
  const made = current.value;
  // A change of these changes what is found.
  void [adapt.value, planners[provider.value].value];
  const mine = (version += 1);
  if (view.value !== "bulk") return;
  check.value = none(rows.length);
  setTimeout(() => {
    if (mine === version) void checkAll(rows, made, () => mine === version);
  }, 150);
});

async function checkAll(rows: readonly Row[], made: Recipe, wanted: () => boolean): Promise<void> {
  const found = none(rows.length);
  const seen = new Set<string>();
  while (wanted()) {
    const until = performance.now() + SLICE_MS;
    while (found.done < rows.length && performance.now() < until) {
      const row = rows[found.done];
      if (row) checkRow(row, made, found, seen);
      found.done += 1;
    }
    check.value = { ...found };
    if (found.done >= rows.length) return;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function checkRow(row: Row, made: Recipe, found: Check, seen: Set<string>): void {
  const { plan, problems } = planRow(row, made);
  const to = recipientText(made.message(row)["to"]);
  const same = to.replace(/[\s().-]/g, "");
  if (same !== "" && seen.has(same)) found.repeated += 1;
  seen.add(same);
  if (plan && !leaves(row, plan)) {
    const errors = problems.filter(({ severity }) => severity === "error");
    const reasons = errors.length > 0 ? errors : problems;
    found.bad.push({ row: row.number, to, reasons: reasons.map(inWords) });
    return;
  }
  found.ready.push(row);
  const [first] = problems;
  if (!first) return;
  found.warned += 1;
  found.warning ??= inWords(first);
}
