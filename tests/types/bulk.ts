// Many messages, broadcasts and failing over.
import { Client, Failover, isSessageError } from "sessage";
import type {
  BulkCheckpoint,
  BulkOptions,
  BulkProgress,
  BulkResult,
  BulkRun,
  Content,
  Message,
  ProviderName,
  Receipt,
  Recipient,
  SendOptions,
  SessageError,
} from "sessage";

declare const client: Client;
declare const signal: AbortSignal;
const to = "+14155552671";
const content: Content = { type: "text", text: "Hello" };
const message: Message = { to, content };

// ---- where messages and recipients come from
function* some(): Generator<Message> {
  yield message;
}
async function* later(): AsyncGenerator<Message> {
  yield* some();
}
declare const stream: ReadableStream<Message>;
declare const numbers: ReadableStream<string>;
export const runs: BulkRun[] = [
  client.sendMany([message]),
  client.sendMany([message] as const),
  client.sendMany(new Set([message]), {}),
  client.sendMany(some()),
  client.sendMany(later(), { concurrency: 20 }),
  client.sendMany(stream),
  client.broadcast(content, [to, { bsuid: "US.1" }, { conversationId: 1 }]),
  client.broadcast(content, new Set([to]), { adapt: "reshape" }),
  client.broadcast(content, numbers),
];
// @ts-expect-error: a message is not many
client.sendMany(message);
// @ts-expect-error: a promise of messages is awaited first
client.sendMany(Promise.resolve([message]));
// @ts-expect-error: these are no messages
client.sendMany([to]);
// @ts-expect-error: a broadcast has a content
client.broadcast(message, [to]);
// @ts-expect-error: these are no recipients
client.broadcast(content, [message]);

// ---- options
const checkpoint: BulkCheckpoint = JSON.parse("{}");
export const options: BulkOptions[] = [
  {},
  { concurrency: 8, perSecond: 0.5, perRecipientMs: 1000, signal, adapt: "truncate", resume: checkpoint },
  { breaker: false },
  { breaker: { failures: 3, probeMs: 1000 } },
  { onProgress: ({ heldUntil, heldBy }) => void [heldUntil?.toFixed(), heldBy === "outage"] },
  { onProgress: ({ taken, sent, notSent, partial, unknown, inFlight, perSecond }) =>
      void [taken, sent, notSent, partial, unknown, inFlight, perSecond] },
];
// @ts-expect-error: it is a number
export const many: BulkOptions = { concurrency: "8" };
// @ts-expect-error: an attempt's time is the client's to say
export const timed: BulkOptions = { timeoutMs: 1 };
// @ts-expect-error: a checkpoint is no text
export const text: BulkOptions = { resume: "{}" };
// @ts-expect-error: a checkpoint has all its fields
export const half: BulkOptions = { resume: { version: 2, below: 3 } };
// @ts-expect-error: there is no other form
export const newer: BulkCheckpoint = { version: 3, provider: "texter", taken: 0, recipients: "", below: 0, done: [], inFlight: [], held: [] };

// ---- a run and its results
export async function follow(run: BulkRun): Promise<string[]> {
  const lines: string[] = [];
  for await (const result of run) {
    const recipient: Recipient = result.to;
    lines.push(`${result.index} ${JSON.stringify(recipient)} ${result.reference ?? ""}`);
    if (result.outcome === "sent") {
      const receipt: Receipt = result.receipt;
      lines.push(receipt.messageId);
    } else {
      const error: SessageError = result.error;
      lines.push(error.code, error.message);
    }
    lines.push(JSON.stringify(run.checkpoint()));
  }
  const progress: BulkProgress = await run.done();
  return [...lines, String(progress.sent), String(run.progress.inFlight)];
}

/** Every outcome has its own words. */
export function wordsFor(result: BulkResult): string {
  switch (result.outcome) {
    case "sent":
      return result.receipt.messageId;
    case "not_sent":
      return result.error.retryable ? "later" : "no";
    case "partial":
      return `${result.error.parts.length} parts`;
    case "unknown":
      return "perhaps";
  }
}
export const places = ({ below, done, inFlight }: BulkCheckpoint): number[] => [below, ...done.flat(), ...inFlight];
// @ts-expect-error: only what was sent has a receipt
export const receiptOf = (result: BulkResult): Receipt => result.receipt;
// @ts-expect-error: what was sent has no error
export const codeOf = (result: BulkResult) => result.error.code;
// @ts-expect-error: progress is read alone
export const reset = (run: BulkRun) => (run.progress = run.progress);
// @ts-expect-error: a run is made by a client
export const made = new BulkRun();
// @ts-expect-error: results come one after another
export const sync = (run: BulkRun) => [...run];

// ---- failing over
const both = new Failover([client, client]);
const sendOptions: SendOptions = { signal, timeoutMs: 1, deadlineMs: 2, adapt: "off", resume: [] };
export async function over(): Promise<Receipt | undefined> {
  try {
    await both.send(message);
    await both.send((provider: ProviderName) => ({ to, content: { type: "text", text: provider } }));
    return await both.send((provider) => (provider === "texter" ? { to: { conversationId: "1" }, content } : message), sendOptions);
  } catch (error) {
    if (isSessageError(error)) return undefined;
    throw error;
  }
}
// @ts-expect-error: clients are an array
new Failover(client);
// @ts-expect-error: clients are no configurations
new Failover([{ provider: "islash" }]);
// @ts-expect-error: a message is made at once
void both.send(async () => message);
// @ts-expect-error: no such option
void both.send(message, { concurrency: 1 });
// @ts-expect-error: a failover makes no run
both.sendMany([message]);
