// A simulator of a test file's own: what it received and its faults are then no other file's.
import { configs, start } from "../../../scripts/simulator.mjs";

/** Starts it. `login` as for `configs`. */
export async function startSimulator(settings) {
  const { url, stop } = await start(0);
  const call = async (path, options) => {
    const answer = await fetch(`${url}/_simulator/${path}`, options);
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${path}`);
    return answer;
  };
  const post = (path, value) =>
    call(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(value),
    });
  return {
    url,
    stop,
    config: await configs(url, settings),
    /** What it accepts: numbers, chats, templates, files. */
    known: await (await call("credentials")).json(),
    /** Every request since the last reset, in order. */
    received: async () => (await call("requests")).json(),
    fault: (fault) => post("faults", fault),
    /** Yeastar's tokens since the last reset: how many live, and how often a login or a refresh made one. */
    tokens: async () => (await call("tokens")).json(),
    /** Ends all access tokens now, and leaves what refreshes them. */
    expireTokens: () => post("tokens/expire"),
    advance: (advanceMs) => post("clock", { advanceMs }),
    reset: () => call("reset", { method: "POST" }),
  };
}
