// The page's state in its address, so that a link reproduces a case:
// #provider=connectly&adapt=reshape&fault=rate_limited&message={...}. Files stay out; they are the user's.

import { FAULTS } from "./faults.js";
import { ADAPT } from "./plan.js";
import { PROVIDERS } from "./providers.js";

/** What the address says; what it does not say, or says wrongly, is undefined. */
export function readLink() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const known = (table, name) => (Object.hasOwn(table, name ?? "") ? name : undefined);
  return {
    provider: known(PROVIDERS, parameters.get("provider")),
    fault: known(FAULTS, parameters.get("fault")),
    adapt: known(ADAPT, parameters.get("adapt")),
    message: parse(parameters.get("message")),
  };
}

let waiting;

/** Writes the address soon; browsers limit how often it may change. */
export function writeLink({ provider, fault, adapt }, message) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const parameters = new URLSearchParams({ provider });
    if (adapt !== "off") parameters.set("adapt", adapt);
    if (fault !== "none") parameters.set("fault", fault);
    parameters.set("message", JSON.stringify(message));
    history.replaceState(null, "", `#${parameters}`);
  }, 250);
}

function parse(text) {
  try {
    const value = JSON.parse(text ?? "");
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}
