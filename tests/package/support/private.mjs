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
  return {
    url,
    stop,
    config: await configs(url, settings),
    /** Every request since the last reset, in order. */
    received: async () => (await call("requests")).json(),
    fault: (fault) =>
      call("faults", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fault),
      }),
    reset: () => call("reset", { method: "POST" }),
  };
}
