// What comes in: messages. What goes out: receipts, and errors that say what a page may know. The provider's answer as
// it came, and what is wrong with the gateway's own account or network, are for its log alone.
import { isSessageError, type ErrorCode, type Message, type PartReceipt, type Receipt, type SessageError } from "sessage";

type HeaderValues = Record<string, string>;

/** A refusal of the gateway's own. Nothing was sent. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: `gateway_${string}`,
    message: string,
    readonly headers: HeaderValues = {},
  ) {
    super(message);
  }
}

// What a page may say. Others, such as `providerOptions`, `from` and `channel`, are the gateway's to decide.
const fields = ["to", "content", "replyTo", "reference", "lastInboundAt", "fallback"];
const mostBytes = 200_000;

/** A message, and beside its fields `resume`: the parts of a send of it that was `partial`. The package checks both. */
export async function readMessage(request: Request): Promise<{ message: Message; options: { resume?: PartReceipt[] } }> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new Refusal(415, "gateway_body", "The body must be application/json.");
  const bytes = await bytesOf(request);
  let body;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, "gateway_body", "The body is no JSON in UTF-8.");
  }
  const { resume, ...message } = Object(body);
  const other = Object.keys(message).find((key) => !fields.includes(key));
  if (other) throw new Refusal(422, "gateway_body", `The gateway takes no ${other}.`);
  return { message, options: resume === undefined ? {} : { resume } };
}

// #region body
/** The body, of which no more is read than may be sent; what says how long it is may be wrong, or missing. */
async function bytesOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Refusal(413, "gateway_body", `The body has more than ${mostBytes} bytes.`);
  if (Number(request.headers.get("content-length")) > mostBytes) throw tooLarge();
  const bytes = new Uint8Array(mostBytes);
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    if (size + read.value.byteLength > mostBytes) {
      reader?.cancel().catch(() => {}); // whether the rest still comes is no matter
      throw tooLarge();
    }
    bytes.set(read.value, size);
    size += read.value.byteLength;
  }
  return bytes.subarray(0, size);
}
// #endregion

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
function statusOf(error: SessageError): number {
  if (error.outcome !== "not_sent") return error.code === "timeout" ? 504 : 502;
  return isOfPage(error) ? 422 : statuses[error.code];
}

/** Whether the one option that a page may give is what is wrong. */
const isOfPage = ({ problems }: SessageError) => problems.some(({ path }) => path.startsWith("/resume"));
// #endregion

// #region told
/**
 * What a page is told in place of the package's words, which here speak of the gateway's account, its addresses and its
 * network. All other errors are about the message, and their words are for whoever wrote it.
 */
const instead: Partial<Record<ErrorCode, { code: string; message: string }>> = {
  invalid_config: { code: "gateway_account", message: "The gateway's account is not set up." },
  unauthorized: { code: "gateway_account", message: "The provider refused the gateway's account." },
  forbidden: { code: "gateway_account", message: "The provider refused the gateway's account." },
  unavailable: { code: "unavailable", message: "The provider does not work." },
  network: { code: "network", message: "The provider could not be reached, or the connection broke." },
  bad_response: { code: "bad_response", message: "The provider's answer could not be read." },
  timeout: { code: "timeout", message: "The provider did not answer in time." },
  not_initialised: { code: "internal", message: "The gateway failed." },
  closed: { code: "internal", message: "The gateway failed." },
  internal: { code: "internal", message: "The gateway failed." },
};

/** The fields of an error that a page may know, each by name: a field that is new in the package is not among them. */
function told(error: SessageError) {
  const { code, message, outcome, retryable, retryAfterMs, retryAt, attempts, parts, problems } = error;
  const certain = { outcome, retryable, retryAfterMs, retryAt, attempts, parts };
  const other = isOfPage(error) ? undefined : instead[code];
  if (other) return { ...certain, ...other, problems: [] };
  const { providerCode, providerMessage } = error;
  return { ...certain, code, message, problems, providerCode, providerMessage };
}
// #endregion

export function success({ raw, ...receipt }: Receipt, cors: HeaderValues | undefined): Response {
  return Response.json(receipt, { headers: cors });
}

export function failure(error: unknown, cors: HeaderValues | undefined): Response {
  const answer = (status: number, fields: object, headers = {}) =>
    Response.json({ error: fields }, { status, headers: { ...cors, ...headers } });
  if (isSessageError(error)) {
    if (instead[error.code]) console.error(error.code, error.message); // secrets are masked in it
    return answer(statusOf(error), told(error), retryAfter(error));
  }
  const nothing = { outcome: "not_sent", retryable: false, problems: [], attempts: 0, parts: [] };
  if (error instanceof Refusal)
    return answer(error.status, { code: error.code, message: error.message, ...nothing }, error.headers);
  console.error(error);
  return answer(500, { code: "internal", message: "The gateway failed.", ...nothing });
}

function retryAfter({ retryable, retryAfterMs, retryAt }: SessageError): HeaderValues {
  const wait = retryAt === undefined ? retryAfterMs : retryAt - Date.now();
  return retryable && wait !== undefined ? { "retry-after": String(Math.max(0, Math.ceil(wait / 1000))) } : {};
}
