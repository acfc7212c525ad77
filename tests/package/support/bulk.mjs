// What the tests of runs share: messages by number, and a Connectly whose answers the test holds back.
import { answering } from "./answering.mjs";
import { Client, aimed } from "./hostile.mjs";

/** A phone number for each number. */
export const phoneOf = (number) => `+1415555${String(number).padStart(4, "0")}`;

/** A message to a recipient of its own. */
export const message = (index, to = phoneOf(index)) => ({
  to,
  content: { type: "text", text: `message ${index}` },
  reference: `r${index}`,
});

export const messages = (count) => Array.from({ length: count }, (_, index) => message(index));

/** Every result of a run, and what it threw, if it did. */
export async function collect(run) {
  const results = [];
  try {
    for await (const result of run) results.push(result);
    return { results };
  } catch (thrown) {
    return { results, thrown };
  }
}

export const indexes = (results) => results.map(({ index }) => index).sort((one, other) => one - other);
export const outcomes = (results) => results.map(({ outcome }) => outcome);

/** The whole numbers below a count. */
export const below = (count) => Array.from({ length: count }, (_, index) => index);

/** A Connectly that answers when it is told to, and at once after `open()`. */
export async function desk() {
  const waiting = [];
  const arrived = [];
  const watchers = new Set();
  let isOpen = false;
  let most = 0;
  const server = await answering(async (_, response, body) => {
    const { recipient, message } = JSON.parse(body);
    const entry = { to: recipient.id, text: message.text };
    arrived.push(entry);
    const answered = new Promise((resolve) => (entry.answer = resolve));
    waiting.push(entry);
    most = Math.max(most, waiting.length);
    for (const watch of watchers) watch();
    if (isOpen) setImmediate(entry.answer);
    await answered;
    waiting.splice(waiting.indexOf(entry), 1);
    response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ id: `id of ${entry.text}` }));
  });
  return {
    stop: server.stop,
    client: (settings) => new Client(aimed("connectly", server.url), { retry: false, ...settings }),
    /** What has arrived, in order. */
    arrived,
    /** What waits for its answer. */
    waiting,
    /** The most that waited at once. */
    most: () => most,
    /** Resolves once so many have arrived in all. */
    until(count) {
      return new Promise((resolve) => {
        const watch = () => {
          if (arrived.length < count) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      });
    },
    open() {
      isOpen = true;
      for (const { answer } of waiting) answer();
    },
  };
}

/** Lets everything go on that can without a further request or timer. */
export async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until nothing of a run that was left is under way. */
export async function idle(run) {
  while (run.checkpoint().inFlight.length > 0) await new Promise((resolve) => setImmediate(resolve));
}
