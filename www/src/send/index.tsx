import { lazy, Suspense } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import type { Plan } from "sessage";
import { count, messagesOf, VERDICTS } from "../output/words.ts";
import { loading } from "../package.ts";
import { draft } from "../state/message.ts";
import { plans, verdict } from "../state/plans.ts";
import { PROVIDERS, provider, simulator } from "../state/providers.ts";
import { NotLoaded } from "../ui/not-loaded.tsx";
import { Panel } from "../ui/panel.tsx";
import { Faults } from "./faults.tsx";
import { cancel, isLost, isRunning, sendDraft, shown } from "./run.ts";
import { target } from "./target.ts";
import { Where } from "./where.tsx";
import "./send.css";

const SendOutcome = lazy(() => import("./outcome.tsx").then((module) => module.SendOutcome, () => NotLoaded));

/** Sends the message, and shows on a timeline what became of it. */
export function Send() {
  const button = useRef<HTMLButtonElement>(null);
  const title = PROVIDERS[provider.value].title;
  const isReady = loading.value === "ready" && !isRunning.value;
  const press = () => {
    if (loading.peek() === "ready") void sendDraft();
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      // The editor would also break the line.
      event.stopPropagation();
      press();
    };
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);

  return (
    <Panel title="Send" class="send">
      <div class="send-bar">
        <button
          ref={button}
          type="button"
          class="primary"
          aria-disabled={!isReady}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={press}
        >
          Send with {title}
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
          address below, or choose an account of your own.
        </p>
      )}
      <div class="send-setup">
        <Where />
        {simulator.value !== undefined && target.value === "simulator" && <Faults />}
      </div>
      {shown.value ? (
        <Suspense fallback={<p class="quiet">Sending</p>}>
          <SendOutcome onSent={() => button.current?.focus()} />
        </Suspense>
      ) : (
        <p class="quiet send-empty">
          Nothing was sent yet. The receipt or the error will stand here, with each attempt on a timeline.
        </p>
      )}
    </Panel>
  );
}

/** What would become of the message, before it is sent. */
function State() {
  const plan = plans[provider.value].value;
  if (!plan) return <>The package is loading.</>;
  const found = verdict(plan);
  return (
    <span class={`verdict is-${found}`}>
      <strong>{VERDICTS[found]}</strong>
      {said(plan, found)}
    </span>
  );
}

function said(plan: Plan, found: ReturnType<typeof verdict>): string {
  if (found === "refused") {
    const errors = plan.problems.filter(({ severity }) => severity === "error");
    return `: ${count(errors.length, "problem")}. Sending gives the error that code would get.`;
  }
  const parts = messagesOf(plan, draft.value["fallback"] !== undefined);
  return found === "adapted" ? `: ${count(parts, "part")}, ${count(plan.changes.length, "change")}` : "";
}
