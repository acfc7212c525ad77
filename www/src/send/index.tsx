import { useRef } from "preact/hooks";
import type { Plan } from "sessage";
import { CLOSED, count, messagesOf, VERDICTS } from "../output/words.ts";
import { loading } from "../package.ts";
import { draft } from "../state/message.ts";
import { plans, type Verdict as VerdictName, verdict } from "../state/plans.ts";
import { PROVIDERS, provider, simulator } from "../state/providers.ts";
import { lazy } from "../ui/lazy.tsx";
import { Faults } from "./faults.tsx";
import { cancel, heldBack, isLost, isRunning, sendDraft, shown } from "./run.ts";
import { target } from "./target.ts";
import { Where } from "./where.tsx";
import "./send.css";

const SendOutcome = lazy(
  () => import("./outcome.tsx").then((module) => module.SendOutcome),
  <p class="quiet">Sending</p>,
);

/** What the Send panel holds: it sends the message, and shows on a timeline what became of it. */
export function Sending() {
  const button = useRef<HTMLButtonElement>(null);
  const title = PROVIDERS[provider.value].title;
  const isReady = loading.value === "ready" && !isRunning.value && heldBack() === undefined;
  const press = () => {
    if (loading.peek() === "ready") void sendDraft();
  };

  return (
    <>
      <div class="send-setup">
        <Where />
        {simulator.value !== undefined && target.value === "simulator" && <Faults />}
      </div>
      <div class="send-bar">
        <button
          ref={button}
          type="button"
          class="primary"
          aria-disabled={!isReady}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={press}
        >
          Send with {target.value === "gateway" ? "the gateway" : title}
        </button>
        <button
          type="button"
          aria-disabled={!isRunning.value}
          onClick={() => {
            button.current?.focus();
            cancel();
          }}
        >
          Cancel
        </button>
        <p class="send-state">
          <State />
        </p>
        <p class="quiet send-keys">
          <kbd>Ctrl</kbd> or <kbd>⌘</kbd> with <kbd>Enter</kbd>, from anywhere
        </p>
      </div>
      {isLost.value && (
        <p class="send-lost" role="alert">
          There is nothing to send to: no simulator answers, and the accounts on this page are examples. Name a simulator's
          address above, or choose an account of your own.
        </p>
      )}
      {shown.value ? (
        <SendOutcome onSent={() => button.current?.focus()} />
      ) : (
        <p class="quiet send-empty">
          Nothing was sent yet. The receipt or the error will stand here, with each attempt on a timeline.
        </p>
      )}
    </>
  );
}

/** What would become of the message, before it is sent. */
function State() {
  const plan = plans[provider.value].value;
  if (!plan) return <>The package is loading.</>;
  const why = heldBack();
  if (why !== undefined) {
    return (
      <span class="verdict is-refused">
        <strong>Not to be sent</strong>: {why}
      </span>
    );
  }
  const found = verdict(draft.value, plan);
  return (
    <span class={`verdict is-${found}`}>
      <strong>{VERDICTS[found]}</strong>
      {SAID[found](plan)}
    </span>
  );
}

const ANYWAY = "Sending gives the error that code would get.";

const SAID: Record<VerdictName, (plan: Plan) => string> = {
  as_is: () => "",
  adapted: (plan) =>
    `: ${count(messagesOf(draft.value, plan), "message")}, ${count(plan.changes.length, "change")}`,
  fallback: () => ": the session window is closed.",
  closed: () => `: ${CLOSED.closed} ${ANYWAY}`,
  refused: ({ problems }) => {
    const [first, ...more] = problems.filter(({ severity }) => severity === "error");
    return `: ${first?.message ?? ""} ${more.length > 0 ? `And ${count(more.length, "more problem")}. ` : ""}${ANYWAY}`;
  },
};
