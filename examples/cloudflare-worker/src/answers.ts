// What comes in: messages. What goes out: receipts and errors with the fields that they have in sessage, but for `raw`,
// which is the provider's answer as it came.
import { isSessageError, type ErrorCode, type Message, type PartReceipt, type Receipt, type SessageError } from "sessage";

/** A refusal of the gateway's own. Nothing was sent. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: `gateway_${string}`,
    message: string,
  ) {
    super(message);
  }
}

// What a page may say. Others, such as `providerOptions`, `from` and `channel`, are the gateway's to decide.
const fields = ["to", "content", "replyTo", "reference", "lastInboundAt", "fallback"];
const mostCharacters = 200_000;

/** A message, and beside its fields `resume`: the parts of a send of it that was `partial`. The package checks both. */
export async function readMessage(request: Request): Promise<{ message: Message; options: { resume?: PartReceipt[] } }> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new Refusal(415, "gateway_body", "The body must be application/json.");
  const text = await request.text();
  if (text.length > mostCharacters)
    throw new Refusal(413, "gateway_body", `The body has more than ${mostCharacters} characters.`);
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, "gateway_body", "The body is no JSON.");
  }
  const { resume, ...message } = Object(body);
  const other = Object.keys(message).find((key) => !fields.includes(key));
  if (other) throw new Refusal(422, "gateway_body", `The gateway takes no ${other}.`);
  return { message, options: resume === undefined ? {} : { resume } };
}

// #region statuses
/** Where nothing went out, the status says who can mend it: the page (4xx), the gateway (500), the provider (502 on). */
const statuses: Record<ErrorCode, number> = {
  invalid_message: 422,
  unsupported: 422,
  rejected: 422,
  not_found: 404,
  conflict: 409,
  window_closed: 409,
  opted_out: 409,
  rate_limited: 429,
  unavailable: 503,
  unauthorized: 502, // the gateway's own credentials, not the page's
  forbidden: 502,
  network: 502,
  bad_response: 502,
  timeout: 504,
  aborted: 503,
  invalid_config: 500,
  not_initialised: 500,
  closed: 500,
  internal: 500,
};

/** A message that is out, or may be, is never a 4xx, a 429 or a 503: those invite sending it again. */
function statusOf({ code, outcome, problems }: SessageError): number {
  if (outcome !== "not_sent") return code === "timeout" ? 504 : 502;
  return problems.some(({ path }) => path.startsWith("/resume")) ? 422 : statuses[code]; // the page's own option
}
// #endregion

type HeaderValues = Record<string, string>;

export function success({ raw, ...receipt }: Receipt, cors: HeaderValues | undefined): Response {
  return Response.json(receipt, { headers: cors });
}

export function failure(error: unknown, cors: HeaderValues | undefined): Response {
  const answer = (status: number, fields: object, headers = {}) =>
    Response.json({ error: fields }, { status, headers: { ...cors, ...headers } });
  if (isSessageError(error)) {
    const { name, stack, raw, ...rest } = error;
    return answer(statusOf(error), { ...rest, message: error.message }, retryAfter(error));
  }
  const nothing = { outcome: "not_sent", retryable: false, problems: [], attempts: 0, parts: [] };
  if (error instanceof Refusal)
    return answer(error.status, { code: error.code, message: error.message, ...nothing });
  console.error(error);
  return answer(500, { code: "internal", message: "The gateway failed.", ...nothing });
}

function retryAfter({ retryable, retryAfterMs, retryAt }: SessageError): HeaderValues {
  const wait = retryAt === undefined ? retryAfterMs : retryAt - Date.now();
  return retryable && wait !== undefined ? { "retry-after": String(Math.max(0, Math.ceil(wait / 1000))) } : {};
}
