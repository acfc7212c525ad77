import { transport } from "./transport.mjs";

const TIMEOUT_MS = 15_000;
const address = "https://api.connectly.ai/v1/businesses/biz/send/messages";

/** One request over the transport, by hand: a Request as sessage makes it, a timeout taken back, the answer checked. */
export async function post(body) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const request = new Request(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-API-Key": "key" },
      redirect: "manual",
      signal: controller.signal,
      body,
    });
    const response = await transport(request);
    const answer = JSON.parse(await response.text());
    if (!response.ok || typeof answer.id !== "string") throw new Error(`HTTP ${response.status}`);
  } finally {
    clearTimeout(timer);
  }
}
