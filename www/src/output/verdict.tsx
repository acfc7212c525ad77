import type { Change, Problem, ProviderName } from "sessage";
import { leadTo } from "../compose/lead.ts";
import { loading } from "../package.ts";
import { draft } from "../state/message.ts";
import { plans, verdict, type Verdict as VerdictName } from "../state/plans.ts";
import { adapt, planners } from "../state/providers.ts";
import { type Offer, offers } from "./offer.ts";
import { ADAPT, CLOSED, count, messagesOf, outcomeOf, stepsOf, VERDICTS } from "./words.ts";

/** The verdicts' icons: a tick, two arrows, a turn, a clock, a cross. */
const MARKS: Record<VerdictName, string> = {
  as_is: "M4 8.5 7 11.5 12.5 5",
  adapted: "M3 6h8L8.5 3M13 10H5l2.5 3",
  fallback: "M4 3v6h8.5M9.5 6l3 3-3 3",
  closed: "M8 4.5V8l2.5 1.5M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2",
  refused: "M4.5 4.5l7 7m0-7-7 7",
};

/** How a provider takes the draft, and why. */
export function Verdict({ name }: { name: ProviderName }) {
  const plan = plans[name].value;
  if (!plan) return <Missing name={name} />;
  const found = verdict(draft.value, plan);
  const goesOut = plan.requests.length > 0;
  const messages = messagesOf(draft.value, plan);
  const errors = plan.problems.filter(({ severity }) => severity === "error");
  const warnings = plan.problems.filter(({ severity }) => severity === "warning");
  return (
    <div class="output-verdict" data-verdict={found}>
      <p class={`badge badge-${found}`}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d={MARKS[found]} />
        </svg>
        {VERDICTS[found]}
        {messages > 1 && `, ${count(messages, "message")}`}
      </p>
      {found === "fallback" && <p>{CLOSED.fallback}</p>}
      {goesOut && <p class="quiet">{stepsOf(draft.value, plan)}</p>}
      <ul class="plain findings">
        {goesOut && plan.changes.map((change, index) => <Changed key={index} {...change} />)}
        {[...errors, ...warnings].map((problem, index) => (
          <Found key={index} {...problem} />
        ))}
      </ul>
      <Offered offer={offers[name].value} />
    </div>
  );
}

function Changed({ path, message }: Change) {
  return (
    <li data-finding="change">
      {message} <Path path={path} />
    </li>
  );
}

function Found({ path, message, code, severity, source }: Problem) {
  return (
    <li data-finding={severity}>
      <strong class={severity}>{severity === "error" ? "Error" : "Warning"}</strong> {message}{" "}
      <span class="finding-facts">
        <code>{code}</code> <Path path={path} />{" "}
        {source && (
          <a href={source} target="_blank" rel="noreferrer">
            Rule<span class="visually-hidden"> for {path}</span>
          </a>
        )}
      </span>
    </li>
  );
}

function Path({ path }: { path: string }) {
  if (path === "") return null;
  return (
    <button type="button" class="path" aria-label={`Go to ${path}`} onClick={() => leadTo(path)}>
      {path}
    </button>
  );
}

function Offered({ offer }: { offer: Offer | undefined }) {
  if (!offer) return null;
  const { label } = ADAPT[offer.adapt];
  return (
    <p class="offer">
      <span>
        {label} would {outcomeOf(draft.value, offer.plan)}.
      </span>{" "}
      <button type="button" class="small" onClick={() => (adapt.value = offer.adapt)}>
        {label}
      </button>
    </p>
  );
}

function Missing({ name }: { name: ProviderName }) {
  const isWrong = loading.value === "ready" && !planners[name].value;
  return (
    <div class="output-verdict">
      <p class="quiet">{isWrong ? "The settings of this account are not complete." : "Loading"}</p>
    </div>
  );
}
