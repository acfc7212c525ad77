// What comes of a send: errors as JSON, what to do next, receipts and events.
import { Client, SessageError, isSessageError, nextStep } from "sessage";
import type {
  AttemptEvent,
  ClientOptions,
  DeliveryStatus,
  ErrorCode,
  Message,
  NextStep,
  NextStepOptions,
  PartReceipt,
  Problem,
  ProviderName,
  Receipt,
  SessageErrorJson,
  StatusChange,
} from "sessage";

declare const error: SessageError;
declare const receipt: Receipt;
declare const message: Message;

// ---- an error as JSON, and back
const json: SessageErrorJson = error.toJSON();
export const name: "SessageError" = json.name;
export const words: string = json.message;
export const code: ErrorCode = json.code;
export const provider: ProviderName | undefined = json.provider;
export const outcome: "not_sent" | "partial" | "unknown" = json.outcome;
export const numbers: (number | undefined)[] = [json.retryAfterMs, json.retryAt, json.status, json.attempts];
export const texts: (string | undefined)[] = [json.providerCode, json.providerMessage];
export const lists: [Problem[], PartReceipt[]] = [json.problems, json.parts];
export const answer: unknown = json.raw;
export const again: boolean = json.retryable;
export const back: SessageError = SessageError.from(json);
export const parsed: SessageError = SessageError.from(JSON.parse(JSON.stringify(error)));
export const cloned: SessageErrorJson = structuredClone(json);
export const least: SessageErrorJson = {
  name: "SessageError",
  message: "It failed.",
  code: "network",
  outcome: "unknown",
  retryable: false,
  problems: [],
  attempts: 1,
  parts: [],
};
// @ts-expect-error: JSON of an error has no stack
export const stack = json.stack;
// @ts-expect-error: its message is a part of it
export const silent: SessageErrorJson = { ...json, message: undefined };
// @ts-expect-error: there is no such code
export const strange: SessageErrorJson = { ...json, code: "gone" };
// @ts-expect-error: another error's JSON
SessageError.from({ name: "TypeError", message: "x" });
// @ts-expect-error: text is parsed first
SessageError.from("{}");
// @ts-expect-error: an error is made by sessage alone
new SessageError(json);

// ---- what to do next
const options: NextStepOptions = { attempts: 1, maxAttempts: 5, now: Date.now() };
export const steps: NextStep[] = [
  nextStep(receipt),
  nextStep(error, options),
  nextStep(json, {}),
  nextStep({ kind: "status", status: "delivered" }, { maxAttempts: 1 }),
];
const change: StatusChange = { kind: "status", status: "failed", error: { code: "rejected", retryable: false, providerCode: "131026" } };
export const step: NextStep = nextStep(change);
export const statuses: DeliveryStatus[] = ["accepted", "sent", "delivered", "read", "failed", "deleted"];

/** Every verdict has its own words. */
export function wordsFor({ do: verdict, at, scope }: NextStep): string {
  switch (verdict) {
    case "done":
    case "ask":
      return verdict;
    case "again":
    case "resume":
      return new Date(at ?? 0).toISOString();
    case "give_up":
      return scope === "account" ? "stop" : "mend";
  }
}

/** A queue's way with a message. */
export async function deliver(client: Client): Promise<{ step: NextStep; error?: SessageErrorJson }> {
  try {
    return { step: nextStep(await client.send(message)) };
  } catch (error) {
    if (!isSessageError(error)) throw error;
    return { step: nextStep(error), error: error.toJSON() };
  }
}
// @ts-expect-error: an error of another kind says nothing of a message
nextStep(new Error("x"));
// @ts-expect-error: no such option
nextStep(error, { tries: 1 });
// @ts-expect-error: a code alone is no end of a send
nextStep({ code: "network" });
// @ts-expect-error: no such status
nextStep({ kind: "status", status: "held" });
// @ts-expect-error: there is no such verdict
export const never: NextStep = { do: "retry", scope: "message" };
// @ts-expect-error: a verdict has a scope
export const boundless: NextStep = { do: "done" };

// ---- receipts and events
export const spelling: string | undefined = receipt.to;
export const raw: unknown = receipt.raw;
export const rawless: ClientOptions = { raw: false };
export const named = ({ reference }: AttemptEvent): string => reference ?? "unnamed";
// @ts-expect-error: it is there or not
export const half: ClientOptions = { raw: "masked" };
// @ts-expect-error: an answer may name no recipient
export const to: string = receipt.to;
