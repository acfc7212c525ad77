// Everything that can become of a send, as data: the case, the error that it ends in, and what the provider receives.
// docs/DELIVERY.md prints these rows, and every runtime plays them over HTTP.

const to = "+14155552671";
const texterChat = { conversationId: "67a87067aeedqdee1271ck4d" };
const text = { type: "text", text: "Your parcel is on its way." };

/**
 * What an error says where a case says nothing else, and what `nextStep` says of it. Without a wait there is no
 * `retryAfterMs` and no `retryAt`.
 */
const NOT_SENT = { outcome: "not_sent", retryable: false, attempts: 1, received: 1, waits: false, next: "give_up" };
const LATER = { ...NOT_SENT, retryable: true, next: "again" };
const UNKNOWN = { ...NOT_SENT, outcome: "unknown", next: "ask" };
const NEVER_LEFT = { ...NOT_SENT, attempts: 0, received: 0 };

const mend = "mend what `problems` names";
const ask = "ask the provider or a person before sending again";
const wait = "send again, at `retryAt` where there is one";

/**
 * `fault` is the simulator's; `server` names a server of the test's in the simulator's place; `message`, `options` and
 * `send` go over the message, the client's options and the send's. `abort` is when the caller aborts: before the send,
 * once the request has `arrived`, or while a repeat is `awaited`.
 *
 * `repeated` is whether sessage sends again by itself: yes, no, or only with `retry.onUnknown`. `elsewhere` is what a
 * runtime says instead that hides the cause. `isResentBy` names runtimes whose own fetch sends a request again when a
 * connection that it kept open closes before an answer. `then` is what the caller had better do.
 */
export const cases = [
  {
    name: "The message has an error",
    message: { content: { type: "text", text: "" } },
    error: { ...NEVER_LEFT, code: "invalid_message" },
    then: mend,
  },
  {
    name: "The provider cannot carry it",
    message: { content: { type: "contacts", contacts: [{ name: { formatted: "Ada", first: "Ada" } }] } },
    only: ["islash", "connectly", "yeastar"],
    error: { ...NEVER_LEFT, code: "unsupported" },
    then: "allow `adapt`, or choose another provider",
  },
  {
    name: "The contact last wrote more than 24 hours ago, by `lastInboundAt`",
    message: { lastInboundAt: 0 },
    error: { ...NEVER_LEFT, code: "window_closed" },
    then: "send a template, or give a `fallback`",
  },
  {
    name: "The provider reports that it refused the message",
    fault: { preset: "provider_error", message: "PARAMETER ERROR" },
    codes: { islash: "RESP_ERROR", connectly: "ERROR_CODE_INVALID_SENDER_ID", texter: "40002", yeastar: 40002 },
    error: { ...NOT_SENT, code: "rejected" },
    then: "read `providerCode` and `providerMessage`",
  },
  {
    name: "The provider says that the window is closed",
    fault: { preset: "provider_error", message: "Closed" },
    codes: { connectly: "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW" },
    only: ["connectly"],
    error: { ...NOT_SENT, code: "window_closed" },
    then: "send a template, or give a `fallback`",
  },
  {
    name: "The provider says that the contact wants no messages",
    fault: { preset: "provider_error", message: "Opted out" },
    codes: { connectly: "ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT" },
    only: ["connectly"],
    error: { ...NOT_SENT, code: "opted_out" },
    then: "send no more to this contact, by any provider",
  },
  {
    name: "HTTP 401",
    fault: { status: 401, body: "" },
    error: { ...NOT_SENT, code: "unauthorized", scope: "account" },
    then: "mend the credentials",
  },
  {
    name: "HTTP 403",
    fault: { status: 403, body: "" },
    error: { ...NOT_SENT, code: "forbidden", scope: "account" },
    then: "give the credentials this right",
  },
  {
    name: "HTTP 404",
    fault: { status: 404, body: "" },
    error: { ...NOT_SENT, code: "not_found" },
    then: "mend the recipient, or the ids in the configuration",
  },
  {
    name: "Another HTTP 4xx",
    fault: { status: 422, body: "" },
    error: { ...NOT_SENT, code: "rejected" },
    then: "read `raw`",
  },
  {
    name: "HTTP 429",
    fault: { status: 429, body: "" },
    error: { ...LATER, code: "rate_limited", scope: "account" },
    repeated: "yes",
    then: wait,
  },
  {
    name: "HTTP 429, Retry-After in seconds",
    fault: { status: 429, body: "", headers: { "retry-after": "1" } },
    error: { ...LATER, code: "rate_limited", waits: true, scope: "account" },
    repeated: "yes",
    then: wait,
  },
  {
    name: "HTTP 429, Retry-After a date",
    fault: { status: 429, body: "", headers: { "retry-after": "DATE" } },
    error: { ...LATER, code: "rate_limited", waits: true, scope: "account" },
    repeated: "yes",
    then: wait,
  },
  {
    name: "The provider's own code says: too many",
    fault: { preset: "provider_error", message: "(#130429) Rate limit hit" },
    codes: { islash: "130429", connectly: "ERROR_CODE_BUSINESS_REACHED_LIMITS", texter: "130429", yeastar: 70082 },
    error: { ...LATER, code: "rate_limited", scope: "account" },
    repeated: "yes",
    then: wait,
  },
  {
    name: "WhatsApp's limit for one contact (131056), passed on",
    fault: { preset: "provider_error", message: "(#131056) Pair rate limit hit" },
    codes: { islash: "131056", connectly: "131056", texter: "131056" },
    only: ["islash", "connectly", "texter"],
    error: { ...LATER, code: "rate_limited", waits: true },
    repeated: "yes",
    then: "send again at `retryAt`; other contacts need not wait",
  },
  {
    name: "WhatsApp holds marketing back from one contact (131049), passed on",
    fault: { preset: "provider_error", message: "(#131049) Not delivered" },
    codes: { islash: "131049", connectly: "131049", texter: "131049" },
    only: ["islash", "connectly", "texter"],
    error: { ...NOT_SENT, code: "rate_limited" },
    then: "send this contact no marketing for a day or more",
  },
  {
    name: "A code that is listed, under HTTP 500",
    fault: { status: 500, body: '{"error":{"code":131053,"message":"(#131053) Media upload error"}}' },
    error: { ...NOT_SENT, code: "rejected" },
    then: "read `providerCode` and `providerMessage`",
  },
  {
    name: "The provider's own code says that nothing is known",
    fault: { preset: "provider_error", message: "(#131000) Something went wrong" },
    codes: { islash: "131000", connectly: "131000", texter: "131000", yeastar: -2 },
    error: { ...UNKNOWN, code: "unavailable", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "Retry-After would pass the deadline",
    fault: { status: 429, body: "", headers: { "retry-after": "3600" } },
    send: { deadlineMs: 20_000 },
    error: { ...LATER, code: "rate_limited", waits: true, scope: "account" },
    then: "put it back into your queue until `retryAt`",
  },
  {
    name: "HTTP 503, Retry-After",
    fault: { status: 503, body: "", headers: { "retry-after": "1" } },
    error: { ...LATER, code: "unavailable", waits: true, scope: "account" },
    repeated: "yes",
    then: wait,
  },
  {
    name: "HTTP 503, Retry-After unreadable or beyond a day",
    fault: { status: 503, body: "", headers: { "retry-after": "604800" } },
    error: { ...UNKNOWN, code: "unavailable", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "HTTP 503",
    fault: { status: 503, body: "" },
    error: { ...UNKNOWN, code: "unavailable", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "Another HTTP 5xx",
    fault: { status: 502, body: "<html>Bad Gateway</html>" },
    error: { ...UNKNOWN, code: "unavailable", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "HTTP 500 with the number of a code where no code stands",
    fault: { status: 500, body: '{"error":"internal error","traceId":"req-131056"}' },
    error: { ...UNKNOWN, code: "unavailable", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "Your own `fetch` throws at once, or does not take the Request",
    options: {
      fetch: () => {
        throw new Error("not today");
      },
    },
    error: { ...NEVER_LEFT, code: "invalid_config" },
    then: "mend your `fetch`",
  },
  {
    name: "The server's certificate is not accepted, and the runtime says so",
    server: "untrusted",
    error: { ...NOT_SENT, code: "network", received: 0, scope: "account" },
    elsewhere: {
      runtimes: ["Chromium", "workerd"],
      error: { ...UNKNOWN, code: "network", received: 0, scope: "account" },
      repeated: "onUnknown",
    },
    then: "mend the certificate or its chain, or name its authority to the runtime",
  },
  {
    name: "No connection, and the runtime says so: ECONNREFUSED, ENOTFOUND",
    server: "closed",
    error: { ...LATER, code: "network", received: 0, scope: "account" },
    elsewhere: {
      runtimes: ["Chromium", "workerd"],
      error: { ...UNKNOWN, code: "network", received: 0, scope: "account" },
      repeated: "onUnknown",
    },
    repeated: "yes",
    then: "send again; see that the host is right",
  },
  {
    name: "The connection breaks before the request is through",
    server: "slam",
    error: { ...UNKNOWN, code: "network", scope: "account" },
    isResentBy: ["Chromium"],
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "The connection breaks before the answer",
    fault: { cut: "before" },
    error: { ...UNKNOWN, code: "network", scope: "account" },
    isResentBy: ["Chromium"],
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "The connection breaks amid the answer's headers",
    server: "half",
    error: { ...UNKNOWN, code: "network", scope: "account" },
    elsewhere: { runtimes: ["Chromium"], error: { ...UNKNOWN, code: "bad_response" } },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "The connection breaks after the answer's headers",
    fault: { cut: "headers" },
    error: { ...UNKNOWN, code: "network", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "The connection breaks amid the answer's body",
    fault: { cut: "body" },
    error: { ...UNKNOWN, code: "network", scope: "account" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "A 2xx whose body cannot be read as this provider's answer",
    fault: { status: 200, body: "<html>Welcome</html>" },
    error: { ...UNKNOWN, code: "bad_response" },
    repeated: "onUnknown",
    then: `${ask}; see that \`baseUrl\` is right`,
  },
  {
    name: "A redirect, which is not followed",
    fault: { redirect: "https://example.com/elsewhere" },
    error: { ...NOT_SENT, code: "bad_response" },
    then: "mend `baseUrl`",
  },
  {
    name: "No answer within `timeoutMs`",
    fault: { delayMs: 60_000 },
    send: { timeoutMs: 700 },
    error: { ...UNKNOWN, code: "timeout" },
    repeated: "onUnknown",
    then: ask,
  },
  {
    name: "No answer within `deadlineMs`",
    fault: { delayMs: 60_000 },
    send: { deadlineMs: 700 },
    error: { ...UNKNOWN, code: "timeout" },
    then: ask,
  },
  {
    name: "A send resumed with a part that is `unknown`, and nothing else to send",
    send: { resume: [{ index: 0, outcome: "unknown" }] },
    error: { ...NEVER_LEFT, outcome: "unknown", code: "conflict", next: "ask" },
    then: "ask the provider; to send the part again all the same, set it to `not_sent`",
  },
  {
    name: "You abort before the request leaves",
    abort: "before",
    error: { ...NEVER_LEFT, code: "aborted", next: "again" },
    then: "nothing went out",
  },
  {
    name: "You abort while the answer is awaited",
    abort: "arrived",
    fault: { delayMs: 60_000 },
    error: { ...UNKNOWN, code: "aborted" },
    then: ask,
  },
  {
    name: "You abort while a repeat is awaited",
    abort: "awaited",
    fault: { status: 429, body: "", headers: { "retry-after": "10" } },
    error: { ...NOT_SENT, code: "aborted", next: "again" },
    then: "nothing went out",
  },
];

const throws = () => {
  throw new Error("looked at");
};

/** What a caller may abort with: a send ends alike whatever it is. */
export const reasons = {
  "no reason": [],
  undefined: [undefined],
  null: [null],
  "a string": ["stop"],
  "a number": [0],
  "a symbol": [Symbol("stop")],
  "an Error": [new Error("stop")],
  "a frozen object": [Object.freeze({})],
  "what throws when it is looked at": [new Proxy({}, { get: throws, getPrototypeOf: throws })],
};

/** How often sessage may send in each round: once; by its defaults, but for the waits; at the risk of sending twice. */
const rounds = {
  once: { retry: false },
  repeating: { retry: { maxAttempts: 3, baseDelayMs: 1 }, deadlineMs: 20_000 },
  onUnknown: { retry: { maxAttempts: 3, baseDelayMs: 1, onUnknown: true }, deadlineMs: 20_000 },
};

/** Plays one case through each of its providers at once; gives what came of each, and how many requests arrived. */
export async function play(sessage, { simulator, configs, servers }, { name, round, reason = "no reason" }) {
  const it = cases.find((it) => it.name === name);
  const control = (path, options) => fetch(`${simulator}/_simulator/${path}`, options);
  const arrived = async (provider) => (await (await control(`requests?provider=${provider}`)).json()).length;
  await control("reset", { method: "POST" });

  const one = async (provider) => {
    if (it.fault) {
      const fault = { provider, ...written(it.fault), ...(it.codes && { code: it.codes[provider] }) };
      await control("faults", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fault),
      });
    }
    const controller = new AbortController();
    const abort = () => controller.abort(...reasons[reason]);
    const isAwaited = it.abort === "awaited";
    const client = new sessage.Client(
      { ...configs[provider], ...(it.server && { baseUrl: servers[it.server] }) },
      {
        ...rounds[isAwaited ? "repeating" : round],
        ...it.options,
        onAttempt: ({ waitMs }) => isAwaited && waitMs !== undefined && abort(),
      },
    );
    if (it.abort === "before") abort();
    const message = { to: provider === "texter" ? texterChat : to, content: text, ...it.message };
    const sending = client.send(message, { ...it.send, ...(it.abort && { signal: controller.signal }) });
    if (it.abort === "arrived") {
      while ((await arrived(provider)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      abort();
    }
    const result = await sending.then(
      ({ attempts }) => ({ isSent: true, attempts }),
      (error) => fieldsOf(sessage, error),
    );
    client.free();
    return { provider, ...result, received: await arrived(provider) };
  };
  return Promise.all((it.only ?? sessage.providers).map(one));
}

function written({ headers, ...fault }) {
  const later = new Date(Date.now() + 2000).toUTCString();
  return { ...fault, ...(headers && { headers: { "retry-after": headers["retry-after"].replace("DATE", later) } }) };
}

/** The error as plain data, since it leaves its runtime. */
function fieldsOf(sessage, error) {
  if (!sessage.isSessageError(error)) return { thrown: String(error?.stack ?? error) };
  const { code, outcome, retryable, attempts, retryAfterMs, retryAt, message } = error;
  const { do: next, at, scope } = sessage.nextStep(error, { now: 0 });
  return { code, outcome, retryable, attempts, retryAfterMs, retryAt, message, next, at, scope, parts: error.parts.map((part) => part.outcome) };
}
