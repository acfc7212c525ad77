// What hostile messages are made of, and the clients that they are handed to.
import vm from "node:vm";
import { Client, config, counting, phone, providers, taken, text } from "./hostile.mjs";

export const leaving = counting();
export const clients = Object.fromEntries(
  providers.map((provider) => [provider, new Client(config[provider], { fetch: leaving })]),
);

export const throwing = (value) => () => {
  throw value;
};
export const proxy = (traps, target = {}) => new Proxy(target, traps);
export const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
/** Thrown, it throws again where anybody looks at it. */
export const venom = () => {
  const thrown = proxy({
    get: () => {
      throw thrown;
    },
    getPrototypeOf: () => {
      throw thrown;
    },
    has: () => {
      throw thrown;
    },
  });
  return thrown;
};
export const nested = (depth, wrap) => {
  let value = "x";
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};
/** Each level holds the next one twice. */
export const doubling = (depth) => nested(depth, (below) => [below, below]);
export const doublingObjects = (depth) => nested(depth, (below) => ({ left: below, right: below }));
export const cycle = () => {
  const value = text();
  value.content.self = value;
  return value;
};
export const getter = (object, key, get) => Object.defineProperty(object, key, { get, enumerable: true });
export const foreign = vm.createContext({});
export const elsewhere = (source) => vm.runInContext(source, foreign);
export class Message {
  to = phone;
  content = { type: "text", text: "Hello" };
}
export const endless = () =>
  proxy({
    ownKeys: () => ["left", "right"],
    getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    get: () => endless(),
  });
/** Deep enough that walking it recursively overflows the stack. */
export const DEEP = 10_000;

export const list = (sections) => ({ to: phone, content: { type: "list", text: "x", button: "x", sections } });
export const contacts = (cards) => ({ to: phone, content: { type: "contacts", contacts: cards } });

export class Liar extends Blob {
  get size() {
    throw new Error("x");
  }
  get type() {
    throw new Error("x");
  }
}

/** The body of the one request that a message becomes. */
export async function bodyOf(provider, message) {
  let body;
  const fetch = async (request) => {
    body = provider === "islash" ? await request.formData() : await request.text();
    return Response.json(taken[provider]);
  };
  await new Client(config[provider], { fetch }).send(message);
  return body;
}
