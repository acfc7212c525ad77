// What every runtime does with the package, and what must come of it. Runs unchanged in all of them.
import { sending } from "./sending.js";

const text = { to: "+14155552671", content: { type: "text", text: "Hello" } };
const family = "👨‍👩‍👧";
const long = {
  ...text,
  content: { type: "list", text: "a", button: "b", sections: [{ rows: [{ id: "1", title: family.repeat(9) }] }] },
};

/** Every call that needs the module. Those after the first two are wrong once there is one, and that is no matter here. */
const calls = {
  validate: ({ validate }) => validate(text, "islash"),
  capabilities: ({ capabilities }) => capabilities("islash"),
  measure: ({ measure }) => measure("a"),
  windowState: ({ windowState }) => windowState(0),
  validateTemplate: ({ validateTemplate }) => validateTemplate({}, {}),
  messageSchema: ({ messageSchema }) => messageSchema("islash"),
  Client: ({ Client }) => new Client({}),
  Failover: ({ Failover }) => new Failover([]),
};

/** The calls that name init as the remedy. */
function askingForInit(sessage) {
  return Object.keys(calls).filter((name) => {
    try {
      calls[name](sessage);
      return false;
    } catch (error) {
      const asks = error.code === "not_initialised" && /await init\(\)/.test(error.message);
      return sessage.isSessageError(error) && asks;
    }
  });
}

/**
 * In order. `does` takes the package's exports and a setting: `configs`, a ProviderConfig for each provider, and `sender`,
 * which tells the messages of runtimes apart. `gives` is what must come of it; `givesFirst` instead where init is needed.
 */
export const table = [
  { name: "calls before init", does: askingForInit, gives: [], givesFirst: Object.keys(calls) },
  {
    name: "init, twice",
    does: async ({ default: init }) => [String(await init()), String(await init())],
    gives: ["undefined", "undefined"],
  },
  { name: "calls after init", does: askingForInit, gives: [] },
  {
    name: "exports",
    // Node marks what require() gives; bundlers may add a name for the namespace.
    does: (sessage) => Object.keys(sessage).filter((name) => !name.startsWith("__")).sort(),
    gives: [
      ...["Client", "Failover", "SessageError", "capabilities", "default", "isSessageError", "measure"],
      ...["messageSchema", "providers", "validate", "validateTemplate", "windowState"],
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
