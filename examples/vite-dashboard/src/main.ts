// A form that checks as one types, with the provider's own limits, and sends through the gateway.
import init, { validate, type Message, type ProviderName } from "sessage";
import { isFailure, send, type Success } from "./gateway";

const find = <E extends Element>(selector: string) => document.querySelector<E>(selector)!;
const form = find<HTMLFormElement>("form");
const button = find<HTMLButtonElement>("button");
const output = find<HTMLOutputElement>("output");
const value = (name: string) => String(new FormData(form).get(name) ?? "");

// #region message
const message = () => ({ to: value("to"), content: { type: "text", text: value("text") } }) satisfies Message;
// #endregion
let sending = false;

// #region check
await init(); // loads the module once

function check() {
  const problems = validate(message(), import.meta.env.VITE_PROVIDER as ProviderName);
  for (const field of ["to", "content"]) {
    const problem = value(field === "to" ? "to" : "text") && problems.find(({ path }) => path.startsWith(`/${field}`));
    find(`#${field}-problem`).textContent = problem ? problem.message : "";
  }
  button.disabled = sending || problems.some(({ severity }) => severity === "error");
}
// #endregion

form.addEventListener("input", check);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (sending) return;
  sending = true;
  button.disabled = true;
  output.textContent = "Sending …";
  const answer = await send(message(), value("token"));
  output.textContent = isFailure(answer) ? answer.error.message + advice[answer.error.outcome] : said(answer);
  sending = false;
  check();
});

/** What a receipt says: a provider may take a message and report in the same answer that it failed. */
const said = ({ status }: Success) => (status === "failed" ? "The provider could not deliver it." : "Sent.");

const advice = {
  not_sent: "",
  partial: " A part of it has arrived.",
  unknown: " The customer may have it: ask before you send it again.",
};
