// The simulator's own paths: what it accepts, what it received, and how it shall fail.

export const BASE = location.origin;

/** Each provider's credentials; undefined where the page is served without a simulator. */
export async function credentials() {
  try {
    const answer = await fetch("/_simulator/credentials");
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets earlier requests and faults, and lets the request at this path meet one fault, if any. */
export async function prepare(provider, path, fault) {
  await call("requests", { method: "DELETE" });
  await call("faults", { method: "DELETE" });
  if (fault) {
    const body = JSON.stringify({ provider, path, ...fault });
    await call("faults", { method: "POST", headers: { "content-type": "application/json" }, body });
  }
}

/** Forgets a fault that no request met. */
export const withdraw = () => call("faults", { method: "DELETE" });

/** What a provider received, in order. */
export async function received(provider) {
  const answer = await call(`requests?provider=${provider}`);
  return answer.json();
}

async function call(path, options) {
  const answer = await fetch(`/_simulator/${path}`, options);
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}.`);
  return answer;
}
