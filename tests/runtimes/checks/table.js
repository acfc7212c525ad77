// What every runtime does with the package, and what must come of it. Runs unchanged in all of them.
import { sending } from "./sending.js";

const text = { to: "+14155552671", content: { type: "text", text: "Hello" } };
const family = "👨‍👩‍👧";
const long = {
  ...text,
  content: { type: "list", text: "a", button: "b", sections: [{ rows: [{ id: "1", title: family.repeat(9) }] }] },
};

/** An error as it comes out of a queue. */
const lost = {
  ...{ name: "SessageError", message: "Nobody knows.", code: "network", outcome: "unknown", retryable: false, problems: [] },
  ...{ attempts: 1, parts: [{ index: 0, outcome: "unknown" }], raw: { a: [null, "\u{1f600}"] } },
};

/** What needs no module: init itself, and what is asked of errors. */
const needless = ["default", "SessageError", "isSessageError"];
/** What the others are called with. After init some of that is wrong, and that is no matter here. */
const given = {
  validate: [text, "islash"],
  capabilities: ["islash"],
  measure: ["a"],
  windowState: [0],
  validateTemplate: [{}, {}],
  messageSchema: ["islash"],
  nextStep: [{ messageId: "1", status: "sent" }],
  recipientKey: ["+14155552671", "islash"],
  fingerprint: [text],
  Client: [{}],
  Failover: [[]],
};
const everyCall = Object.keys(given).sort();
const isClass = (value) => /^class\b/.test(Function.prototype.toString.call(value));

/** The exports that do not, called now, name init as the remedy. Whatever is exported is called. */
function notAskingForInit(sessage) {
  const callable = Object.keys(sessage).filter((name) => typeof sessage[name] === "function");
  const wanting = callable.filter((name) => !needless.includes(name));
  const others = wanting.filter((name) => {
    const args = given[name] ?? [];
    try {
      if (isClass(sessage[name])) new sessage[name](...args);
      else sessage[name](...args);
      return true;
    } catch (error) {
      const asks = error.code === "not_initialised" && /await init\(\)/.test(error.message);
      return !(sessage.isSessageError(error) && asks);
    }
  });
  return others.sort();
}

/**
 * In order. `does` takes the package's exports and a setting: `configs`, a ProviderConfig for each provider, and `sender`,
 * which tells the messages of runtimes apart. `gives` is what must come of it; `givesFirst` instead where init is needed.
 */
export const table = [
  {
    name: "an error as JSON and back, before init",
    does({ SessageError, isSessageError }) {
      const back = SessageError.from(JSON.parse(JSON.stringify(lost)));
      return [back.toJSON(), isSessageError(back), String(back)];
    },
    gives: [lost, true, "SessageError: Nobody knows."],
  },
  { name: "calls before init", does: notAskingForInit, gives: everyCall, givesFirst: [] },
  {
    name: "init, twice",
    does: async ({ default: init }) => [String(await init()), String(await init())],
    gives: ["undefined", "undefined"],
  },
  {
    // Started, the module is not looked for again, so nothing of these is read.
    name: "init, whatever it is given",
    does({ default: init }) {
      const sources = ["/nowhere.wasm", new URL("http://127.0.0.1:1/"), new Uint8Array(1), {}, undefined];
      return Promise.all(sources.map(async (source) => String(await init(source))));
    },
    gives: Array(5).fill("undefined"),
  },
  { name: "calls after init", does: notAskingForInit, gives: everyCall },
  {
    name: "exports",
    // Node marks what require() gives; bundlers may add a name for the namespace.
    does: (sessage) => Object.keys(sessage).filter((name) => !name.startsWith("__")).sort(),
    gives: [
      ...["Client", "Failover", "SessageError", "capabilities", "default", "fingerprint", "isSessageError"],
      ...["measure", "messageSchema", "nextStep", "providers", "recipientKey", "validate", "validateTemplate"],
      "windowState",
    ],
  },
  {
    name: "validate",
    does: ({ validate }) =>
      [text, { ...text, content: { type: "text", text: "" } }].map((message) =>
        validate(message, "islash").map(({ path, code }) => `${path} ${code}`),
      ),
    gives: [[], ["/content/text required"]],
  },
  {
    name: "what to do next",
    does: ({ SessageError, nextStep }) => [lost, SessageError.from(lost)].map((error) => nextStep(error)),
    gives: Array(2).fill({ do: "ask", scope: "account" }),
  },
  {
    name: "measure",
    does: ({ measure }) => measure("👍🏽"),
    gives: { characters: 2, utf16: 4, utf8: 8 },
  },
  {
    name: "plan, cut at a grapheme",
    does({ Client }, { configs }) {
      const { requests, changes } = new Client(configs.texter).plan(long, { adapt: "truncate" });
      return {
        calls: requests.map(({ purpose, method }) => `${purpose} ${method}`),
        title: requests[1].body.value.list.sections[0].rows[0].title,
        kinds: changes.map(({ kind }) => kind),
        leaks: JSON.stringify(requests).includes(configs.texter.token),
      };
    },
    gives: { calls: ["lookup GET", "send POST"], title: `${family.repeat(4)}…`, kinds: ["truncated"], leaks: false },
  },
  ...sending,
  {
    name: "after free",
    does(sessage, { configs }) {
      const client = new sessage.Client(configs.islash);
      client.free();
      try {
        return client.validate(text);
      } catch (error) {
        return [error.name, error.code, error instanceof sessage.SessageError, sessage.isSessageError(error)];
      }
    },
    gives: ["SessageError", "closed", true, true],
  },
];

/** Does it all; gives what came of each, as plain data. */
export async function play(sessage, setting) {
  const results = [];
  for (const { name, does } of table) {
    try {
      results.push({ name, gave: await does(sessage, setting) });
    } catch (error) {
      results.push({ name, threw: String(error?.stack ?? error) });
    }
  }
  return results;
}
