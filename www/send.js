// Sends with the package, and shows what came of it and what the provider received.

import { byId, fill, el } from "./dom.js";
import { FAULTS } from "./faults.js";
import { PROVIDERS } from "./providers.js";
import { drawReceived } from "./received.js";
import { drawError, drawReceipt, drawRunning } from "./result.js";
import { BASE, prepare, received, withdraw } from "./simulator.js";

/** Short enough that a slow provider can be watched. */
const OPTIONS = { timeoutMs: 5000, deadlineMs: 30000 };

/** One client per provider, and one send at a time. */
export function createSender(sessage, accepted) {
  const clients = new Map();
  let attempts = [];
  let running;

  function client(provider) {
    if (!clients.has(provider)) {
      const config = PROVIDERS[provider].config(BASE, accepted[provider] ?? {});
      clients.set(provider, new sessage.Client({ provider, ...config }, { ...OPTIONS, onAttempt }));
    }
    return clients.get(provider);
  }

  function onAttempt(event) {
    attempts.push(event);
    if (running) drawRunning(byId("given"), attempts);
  }

  async function send({ provider, fault, adapt }, message) {
    if (running) return;
    running = new AbortController();
    attempts = [];
    busy(true);
    drawRunning(byId("given"), attempts);
    fill(byId("received"), el("p", { class: "empty" }, "Waiting."));
    byId("result").scrollIntoView({ block: "nearest" });
    const said = await attempt({ provider, fault, adapt }, message);
    running = undefined;
    busy(false);
    byId("live").textContent = said;
    await showReceived(provider);
    byId("result").scrollIntoView({ block: "nearest" });
  }

  async function attempt({ provider, fault, adapt }, message) {
    const { signal } = running;
    const place = byId("given");
    try {
      await prepare(provider, PROVIDERS[provider].sendPath, FAULTS[fault].fault);
      const receipt = await client(provider).send(message, { signal, adapt });
      running = undefined;
      return drawReceipt(place, receipt, attempts);
    } catch (error) {
      running = undefined;
      return drawError(place, error, sessage.isSessageError(error), attempts);
    } finally {
      await withdraw().catch(() => {});
    }
  }

  async function showReceived(provider) {
    try {
      const made = attempts.filter(({ phase }) => phase === "start").length;
      drawReceived(byId("received"), await received(provider), made);
    } catch (error) {
      fill(byId("received"), el("p", { class: "empty" }, `The simulator does not tell: ${error.message}`));
    }
  }

  function busy(now) {
    byId("send").setAttribute("aria-disabled", String(now));
    byId("send").textContent = now ? "Sending" : "Send";
    byId("cancel").disabled = !now;
    byId("result").setAttribute("aria-busy", String(now));
  }

  return { client, send, cancel: () => running?.abort() };
}
