// A gateway's answer, which may be anything, as the receipt or the error that it should be.
import type { Receipt, SessageError } from "sessage";
import { words } from "../preview/seen.ts";
import { isObject } from "../state/pointer.ts";
import { OUTCOMES } from "./advice.ts";

/** What a gateway answered. */
export type Answered = { receipt: Receipt } | { error: SessageError };

type Members = Record<string, unknown>;

/** The receipt or the error in an answer, whatever it holds; `ok`: its status says that the gateway took the message. */
export function readAnswer(text: string, ok: boolean): Answered {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { error: errorOf({ code: "bad_response", message: "The gateway's answer is no JSON.", raw: text }) };
  }
  if (isObject(raw) && isObject(raw["error"])) return { error: errorOf({ ...raw["error"], raw }) };
  if (ok && isObject(raw) && typeof raw["messageId"] === "string") return { receipt: receiptOf(raw) };
  return { error: errorOf({ code: "bad_response", message: "The gateway's answer is neither a receipt nor an error.", raw }) };
}

/** An error with the members that one has. An outcome that is not told is unknown. */
export function errorOf(found: Members): SessageError {
  const { code, message, retryable, raw } = found;
  const outcome = found["outcome"] !== "sent" && isOutcome(found["outcome"]) ? found["outcome"] : "unknown";
  return {
    ...numbers(found, ["status", "retryAt"]),
    ...texts(found, ["providerCode", "providerMessage"]),
    code: words(code) || "bad_response",
    message: words(message),
    outcome,
    // Whatever a gateway says: what may be out is not simply sent again.
    retryable: retryable === true && outcome === "not_sent",
    attempts: words(found["attempts"]),
    problems: list(found["problems"]).map(problemOf),
    parts: partsOf(found["parts"]),
    raw,
  } as unknown as SessageError;
}

function receiptOf(found: Members): Receipt {
  return {
    ...texts(found, ["messageId", "channelMessageId", "conversationId", "status", "reference", "attempts"]),
    ...numbers(found, ["sentAt"]),
    usedFallback: found["usedFallback"] === true,
    parts: partsOf(found["parts"]),
    changes: list(found["changes"]).map((change) => ({ path: words(change["path"]), message: words(change["message"]) })),
    raw: found,
  } as unknown as Receipt;
}

const isOutcome = (value: unknown): boolean => Object.hasOwn(OUTCOMES, words(value));
const list = (value: unknown): Members[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** What a link may lead to. */
const isPage = (address: unknown): boolean => typeof address === "string" && address.startsWith("https://");

const problemOf = ({ path, severity, message, source }: Members) => ({
  path: words(path),
  severity: severity === "warning" ? "warning" : "error",
  message: words(message),
  ...(isPage(source) && { source }),
});

const partsOf = (value: unknown) =>
  list(value)
    .filter(({ outcome }) => isOutcome(outcome))
    .map(({ outcome, messageId }, index) => ({ index, outcome, messageId: words(messageId) }));

const texts = (found: Members, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (words(found[name]) === "" ? [] : [[name, words(found[name])]])));

/** Numbers that are times or statuses: what Date takes. */
const numbers = (found: Members, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = found[name];
      return typeof value === "number" && !Number.isNaN(new Date(value).getTime()) ? [[name, value]] : [];
    }),
  );
