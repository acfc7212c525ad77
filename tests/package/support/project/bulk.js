// Runs of many messages and a failover, the same in every runtime.
const COUNT = 24;
const list = () =>
  Array.from({ length: COUNT }, (_, index) => ({
    to: `+14155550${100 + index}`,
    content: { type: "text", text: `message ${index}` },
  }));

const sources = {
  array: list,
  *generator() {
    yield* list();
  },
  async *"async generator"() {
    yield* list();
  },
  stream: () =>
    new ReadableStream({
      start(controller) {
        for (const message of list()) controller.enqueue(message);
        controller.close();
      },
    }),
};

async function sendsAll({ Client }, { connectly }, source) {
  const run = new Client(connectly).sendMany(source());
  const indexes = [];
  for await (const { index, outcome } of run) if (outcome === "sent") indexes.push(index);
  return { sent: run.progress.sent, indexes: indexes.sort((one, other) => one - other) };
}

/** Each takes the package's exports and a ProviderConfig for each provider; gives what came of it, as plain data. */
export const runs = {
  ...Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, (sessage, configs) => sendsAll(sessage, configs, source)]),
  ),

  async resumed({ Client }, { connectly }) {
    const client = new Client(connectly);
    const first = client.sendMany(list(), { concurrency: 4 });
    let sent = 0;
    for await (const { outcome } of first) {
      if (outcome === "sent") sent += 1;
      if (sent === 10) break;
    }
    while (first.checkpoint().inFlight.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const checkpoint = JSON.parse(JSON.stringify(first.checkpoint()));
    const rest = await client.sendMany(list(), { resume: checkpoint }).done();
    return { sent: sent + rest.sent, checkpoint };
  },

  async aborted({ Client }, { connectly }) {
    const controller = new AbortController();
    const run = new Client(connectly).sendMany(list(), { concurrency: 2, signal: controller.signal });
    for await (const { index } of run) if (index >= 0) controller.abort("enough");
    return { ended: true, taken: run.progress.taken };
  },

  async throwing({ Client }, { connectly }) {
    const run = new Client(connectly).sendMany(
      (function* () {
        throw "the source's own";
      })(),
    );
    const thrown = await run.done().then(
      () => "nothing",
      (error) => error,
    );
    return { thrown, sent: run.progress.sent };
  },

  async broadcast({ Client }, { connectly }) {
    const recipients = list().map(({ to }) => to);
    return new Client(connectly).broadcast({ type: "text", text: "Hello" }, recipients).done();
  },

  async failover({ Client, Failover }, { connectly, islash }) {
    const both = new Failover([new Client(connectly), new Client(islash)]);
    const { provider, attempts } = await both.send(list()[0]);
    return { provider, attempts };
  },
};
