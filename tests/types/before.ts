// What is known before sending: plan, capabilities, measure, schemas.
import { Client, capabilities, measure, messageSchema, validate } from "sessage";
import type {
  Adapt,
  Capabilities,
  Change,
  ClientOptions,
  Content,
  FieldCapability,
  KindCapability,
  Message,
  PartReceipt,
  Plan,
  PlannedRequest,
  Problem,
  ProviderName,
  Receipt,
  SendOptions,
  SessageError,
} from "sessage";
import type { StandardSchemaV1 } from "@standard-schema/spec";

declare const client: Client;
declare const message: Message;
declare const error: SessageError;

// ---- plan
const plan: Plan = client.plan(message);
export const modes: Adapt[] = ["off", "reshape", "truncate"];
export const plans: Plan[] = modes.map((adapt) => client.plan(message, { adapt }));
export const lines: string[] = plan.requests.map(({ curl }) => curl);
export const left: Problem[] = plan.problems;
export const name: ProviderName = plan.provider;

/** A body is told by its type. */
export function sizeOf({ body }: PlannedRequest): number {
  if (body === null) return 0;
  if (body.type === "json") return JSON.stringify(body.value).length;
  return body.parts.reduce((sum, { size, value }) => sum + (size ?? value?.length ?? 0), 0);
}
export const agent: string | undefined = plan.requests[0]?.headers["User-Agent"];

/** Every kind of change has its own words. */
export function wordsFor({ kind }: Change): string {
  switch (kind) {
    case "buttons_to_list":
    case "interactive_to_text":
    case "location_to_text":
    case "contacts_to_text":
    case "media_to_link":
      return "form";
    case "caption_split":
    case "text_split":
    case "album_split":
      return "parts";
    case "header_moved":
    case "footer_moved":
      return "place";
    case "truncated":
      return "length";
  }
}

// @ts-expect-error: no such mode
client.plan(message, { adapt: "shorten" });
// @ts-expect-error: a plan has no signal
client.plan(message, { signal: new AbortController().signal });
// @ts-expect-error: a plan is no promise
client.plan(message).then();
// @ts-expect-error: no such purpose
export const purpose: PlannedRequest["purpose"] = "guess";
// @ts-expect-error: a body may be null
export const value = plan.requests[0]!.body.type;

// ---- adapting and going on
export const options: ClientOptions = { adapt: "reshape" };
export const sending: SendOptions = { adapt: "truncate", resume: error.parts };
export async function goOn(): Promise<Change[]> {
  const receipt: Receipt = await client.send(message, sending);
  const parts: PartReceipt[] = receipt.parts.map((part) => ({ ...part, outcome: "not_sent" }));
  return (await client.send(message, { resume: parts })).changes;
}
// @ts-expect-error: no such outcome of a part
export const part: PartReceipt = { index: 0, outcome: "partial" };
// @ts-expect-error: resume takes parts, not an error
export const wrong: SendOptions = { resume: error };

// ---- the table
const table: Capabilities = capabilities("texter");
export const kinds: Record<Content["type"], KindCapability> = table.content;
export const text: FieldCapability | undefined = table.content.text.fields["text"];
export const limit: number | undefined = text?.max;
export const unit: "characters" | "bytes" | "items" | undefined = text?.unit;
export const types: string[] = table.content.image.media?.types ?? [];
export const albums: boolean = table.features.albums;
export const byPhone: boolean = table.recipients.phone.carried;
export const tag: string[] | undefined = table.message.messageTag.values;
// @ts-expect-error: there is no such provider
capabilities("carrier-pigeon");
// @ts-expect-error: there is no such kind
export const poll = table.content.poll;
// @ts-expect-error: media may be missing
export const bytes: number = table.content.image.media.maxBytes;

// ---- measure
export const { characters, utf16, utf8 }: { characters: number; utf16: number; utf8: number } =
  measure("text");
// @ts-expect-error: measure takes a string
measure(1);

// ---- schemas: assignable to the interface as its own package declares it
export const schema: StandardSchemaV1<Message, Message> = messageSchema("islash");
export const loose: StandardSchemaV1 = messageSchema("yeastar");
export type Output = StandardSchemaV1.InferOutput<typeof schema>;
export const output: Output = message;
export const own: StandardSchemaV1.InferOutput<ReturnType<typeof messageSchema>> = message;

/** A result has a value or issues. */
export function check(value: unknown): Message | readonly (string | number)[] {
  const result = messageSchema("islash")["~standard"].validate(value);
  if (result.issues) return result.issues[0]?.path ?? [];
  return result.value;
}
// @ts-expect-error: there is no such provider
messageSchema("carrier-pigeon");
// @ts-expect-error: a schema is of messages
export const strings: StandardSchemaV1<string> = messageSchema("islash");

validate(message, table.provider);
