// What came of a send: the receipt, or the error with what is certain and what to do.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { PartReceipt, Receipt, SessageError } from "sessage";
import { exactly, isSame } from "../state/destination.ts";
import { Code } from "../ui/code.tsx";
import { adviceFor, OUTCOMES, verdictOf } from "./advice.ts";
import { Problems } from "./problems.tsx";
import { isRunning, outcomeOf, type Run, sendAgain, titleOf } from "./run.ts";
import { Timeline } from "./timeline.tsx";
import { SCENARIOS } from "./scenarios.ts";
import { destinationFor } from "./target.ts";
import { clock } from "./words.ts";

type Refocus = { onSent: () => void };

/** A run: its headline, its attempts, and all that it gave. */
export function Result({ run, onSent }: { run: Run } & Refocus) {
  const id = useId();
  const outcome = outcomeOf(run);
  const { title, words } = headline(run);
  const behaviour = run.scenario && run.scenario !== "works" ? `, ${SCENARIOS[run.scenario].label}` : "";
  return (
    <section class="send-result" aria-labelledby={id} aria-busy={run.took === undefined}>
      <div class={`send-headline is-${run.receipt?.status === "failed" ? "unknown" : (outcome ?? "running")}`}>
        <h3 id={id}>{title}</h3>
        <p>{words}</p>
        {run.error && (
          <p>
            <strong>What to do:</strong> {advice(run.error, run)}
          </p>
        )}
        {run.error && <Actions run={run} error={run.error} onSent={onSent} />}
      </div>
      <p class="quiet">
        {titleOf(run)}, {clock(run.at)}
        {behaviour}
      </p>
      <Timeline run={run} />
      {run.receipt && <ReceiptFacts receipt={run.receipt} />}
      {run.error && <ErrorFacts error={run.error} />}
    </section>
  );
}

function headline(run: Run): { title: string; words: string } {
  const outcome = outcomeOf(run);
  if (run.took === undefined) return { title: "Sending", words: "The provider is being asked." };
  if (outcome === undefined) return { title: "The page failed", words: run.failure ?? "" };
  return verdictOf(outcome, run.receipt);
}

function advice(error: SessageError, { scenario, destination }: Run): string {
  if (error.retryable && error.retryAt !== undefined) return `Send again, not before ${clock(new Date(error.retryAt))}.`;
  const leavesOpen = error.outcome === "partial" && hasOpen(error);
  if (destination.to === "gateway") {
    if (error.outcome === "partial") return "Send what is missing as a message of its own: a gateway sends no rest.";
    // Codes of the gateway's own.
    if (error.outcome === "not_sent" && error.code.startsWith("gateway_")) return "Mend what the gateway names.";
  }
  return `${adviceFor(error, scenario !== undefined)}${leavesOpen ? " The part that may have been sent is left out: ask about it first." : ""}`;
}

function Actions({ run, error, onSent }: { run: Run; error: SessageError } & Refocus) {
  const id = useId();
  const isElsewhere = !isSame(run.destination, destinationFor(run.provider));
  const action = (label: string, resume?: PartReceipt[]) => (
    <>
      <button
        type="button"
        disabled={isElsewhere}
        aria-disabled={isRunning.value}
        aria-describedby={isElsewhere ? id : undefined}
        onClick={() => {
          // The button goes with the result that it stands in.
          onSent();
          void sendAgain(run, resume);
        }}
      >
        {label}
      </button>
      {isElsewhere && (
        <p id={id}>
          This went {exactly(run.destination)}. To send it again, choose that again under Where it goes.
        </p>
      )}
    </>
  );
  const isGateway = run.destination.to === "gateway";
  if (error.outcome === "partial" && !isGateway && error.parts.some(({ outcome }) => outcome === "not_sent")) {
    return action("Send the rest", error.parts);
  }
  if (error.retryable) return action("Send again");
  if (error.outcome !== "unknown" && (!hasOpen(error) || isGateway)) return null;
  return (
    <details>
      <summary>Send it again all the same</summary>
      <p>If the first one arrived, the customer gets {error.outcome === "partial" ? "that part" : "the message"} twice.</p>
      {action("Send again anyway", error.parts.length > 1 && !isGateway ? again(error.parts) : undefined)}
    </details>
  );
}

/** Whether a part may have been sent. */
const hasOpen = ({ parts }: SessageError): boolean => parts.some(({ outcome }) => outcome === "unknown");

/** The parts with those that may have been sent to be sent again. */
const again = (parts: readonly PartReceipt[]): PartReceipt[] =>
  parts.map((part) => (part.outcome === "unknown" ? { ...part, outcome: "not_sent" } : part));

function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <Facts
        facts={{
          "Message id": <code>{receipt.messageId || "none"}</code>,
          "Channel's id": receipt.channelMessageId && <code>{receipt.channelMessageId}</code>,
          Conversation: receipt.conversationId && <code>{receipt.conversationId}</code>,
          Status: receipt.status,
          "Sent at": receipt.sentAt !== undefined && new Date(receipt.sentAt).toISOString(),
          Reference: receipt.reference,
          Attempts: receipt.attempts,
          Fallback: receipt.usedFallback && "The template was sent in place of the message.",
          Parts: receipt.parts.length > 1 && <Parts parts={receipt.parts} />,
          Changes: receipt.changes.length > 0 && (
            <ul class="plain">
              {receipt.changes.map(({ path, message }) => (
                <li key={path + message}>
                  <code>{path}</code> {message}
                </li>
              ))}
            </ul>
          ),
        }}
      />
      <Raw raw={receipt.raw} />
    </>
  );
}

function ErrorFacts({ error }: { error: SessageError }) {
  return (
    <>
      <p class="send-message">{error.message}</p>
      <Facts
        facts={{
          Code: <code>{error.code}</code>,
          Outcome: <code>{error.outcome}</code>,
          Retryable: error.retryable ? "yes" : "no",
          "Try again at": error.retryAt !== undefined && clock(new Date(error.retryAt)),
          "HTTP status": error.status,
          "Provider's code": error.providerCode && <code>{error.providerCode}</code>,
          "Provider's words": error.providerMessage,
          Attempts: error.attempts,
          Parts: error.parts.length > 1 && <Parts parts={error.parts} />,
          Problems: error.problems.length > 0 && <Problems problems={error.problems} inMessage={error.code !== "invalid_config"} />,
        }}
      />
      <Raw raw={error.raw} />
    </>
  );
}

function Parts({ parts }: { parts: readonly PartReceipt[] }) {
  return (
    <ol class="plain">
      {parts.map(({ index, outcome, messageId }) => (
        <li key={index}>
          {index + 1}: {OUTCOMES[outcome].title.toLowerCase()} {messageId && <code>{messageId}</code>}
        </li>
      ))}
    </ol>
  );
}

/** What is known, under its names; what is not known is left out. */
function Facts({ facts }: { facts: Record<string, ComponentChildren> }) {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== false && value !== "");
  return (
    <dl class="send-facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Raw({ raw }: { raw: unknown }) {
  if (raw === undefined) return null;
  const isText = typeof raw === "string";
  return (
    <details class="send-raw">
      <summary>The provider's answer</summary>
      <Code code={isText ? raw : JSON.stringify(raw, null, 2)} language="json" label="the provider's answer" />
    </details>
  );
}
