// What the hostile tests share: the installed package, one message and one answer for each provider, a fetch that counts,
// and the check of an error.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { installed } from "./consumer.mjs";
import { config, url } from "./simulator.mjs";

export const entry = (name) => pathToFileURL(`${installed}/${name}`).href;
export const sessage = await import(entry("node.js"));
export const { Client, SessageError, isSessageError, providers } = sessage;
export const options = { timeout: 60_000 };

/** One retry would hide what the first answer meant. */
export const once = { retry: false };

export const phone = "+14155552671";
export const text = (words = "Hello") => ({ to: phone, content: { type: "text", text: words } });

/** A message that leaves in one call, with no look-up before it. */
export const direct = (provider, words) =>
  provider === "texter" ? { ...text(words), to: { conversationId: "67a87067aeedqdee1271ck4d" } } : text(words);

/** An answer that says the message was taken, as each provider writes it. */
export const taken = {
  islash: {
    meta: { code: "RESP_OKAY" },
    data: { message: { id: 71, sid: "wamid.A", conversation_id: 72, status: "sent", sent_at: 1700000000 } },
  },
  connectly: { id: "71" },
  texter: {
    success: true,
    messages: [{ _id: "71", channelInfo: { id: "wamid.A" }, parent_chat: "72", timestamp: 1700000000000, status: 0 }],
  },
  yeastar: { errcode: 0, errmsg: "SUCCESS", msg_id: 71, session_id: 72 },
};

/** A fetch that gives this answer. */
export const answered = (provider) => async () => Response.json(taken[provider]);

/** The configuration with every call going to another address. */
export const aimed = (provider, baseUrl) => ({ ...config[provider], baseUrl });

/** A fetch that counts. `answer` takes the place of the network. */
export function counting(answer = (request) => fetch(request)) {
  const counted = (request) => {
    counted.count += 1;
    return answer(request);
  };
  counted.count = 0;
  return counted;
}

/** A fetch to the simulator with one fault for each request. */
export const faulty = (fault) => (request) => {
  request.headers.set("x-simulator-fault", JSON.stringify(fault));
  return fetch(request);
};

/** The SessageError that `work` throws or rejects with; `expected` are fields of it. */
export async function failure(work, expected = {}) {
  let thrown;
  const name = JSON.stringify(expected);
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    thrown = error;
    assert.ok(error instanceof SessageError, `no SessageError but ${String(error?.stack ?? error)}`);
    assert.ok(isSessageError(error));
    assert.equal(typeof error.message, "string");
    assert.notEqual(error.code, expected.code === "internal" ? "" : "internal", error.message);
    assert.equal(error.retryable && error.outcome !== "not_sent", false, "only what was not sent is retryable");
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(error[key], value, `${key} of ${error.code}: ${error.message}`);
    }
  }
  assert.ok(thrown, `nothing was thrown: ${name}`);
  return thrown;
}

/** The requests that the simulator has on record and that hold a text. */
export async function recorded(words) {
  const records = await (await fetch(`${url}/_simulator/requests`)).json();
  return records.filter((record) => JSON.stringify(record).includes(words));
}

export { config, url };
