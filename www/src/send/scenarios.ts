// How the simulated provider may behave, as data: what the panel says, and what the simulator is told.
import type { Message, ProviderName, TemplateContent } from "sessage";
import { CLOSED_RECIPIENT } from "../state/message.ts";

/** A fault as the simulator takes it, without the provider and the path. */
export type Fault = Record<string, unknown>;

/** One way for the provider to behave. */
export interface Scenario {
  label: string;
  /** What there is to see. */
  shows: string;
  /** The providers that it is about; all where it says nothing. */
  only?: readonly ProviderName[];
  /** What meets the requests that carry the message. */
  fault?: (provider: ProviderName, timeoutMs: number) => Fault;
  /** What becomes of the message before it is sent. */
  message?: (message: Message, provider: ProviderName) => Message;
}

/** More often than anything is repeated. */
const ALWAYS = 1000;

/** The codes by which each provider itself says that there are too many messages. */
const THROTTLED: Record<ProviderName, unknown> = {
  islash: "130429",
  connectly: "ERROR_CODE_BUSINESS_REACHED_LIMITS",
  texter: "130429",
  yeastar: 70082,
};

/** Codes by which each provider refuses a message. */
const REFUSED: Record<ProviderName, unknown> = {
  islash: "RESP_ERROR",
  connectly: "ERROR_CODE_INVALID_SENDER_ID",
  texter: "40002",
  yeastar: 40002,
};

/** Templates that the simulator has on file. */
const FALLBACKS: Record<ProviderName, TemplateContent> = {
  islash: { type: "template", name: "payment_update_en", body: ["Ada", "1042"] },
  connectly: { type: "template", name: "hello", language: "en" },
  texter: { type: "template", name: "inbox_marketing_98", body: ["Ada"] },
  yeastar: { type: "template", name: "opening_hours", language: "en", id: 1777, templateId: "1293546285747231" },
};

const refusal = (provider: ProviderName): Fault => ({
  preset: "provider_error",
  code: REFUSED[provider],
  message: "PARAMETER ERROR",
});

const withoutFallback = ({ fallback: _, ...message }: Message): Message => message;

/** The ways, in groups as they are shown. */
export const GROUPS = {
  "The provider answers": {
    works: { label: "As it should", shows: "The message arrives, and the receipt says so. Choose a failure to see what is certain then." },
    refused: {
      label: "HTTP 200 with an error",
      shows: "The answer decides, not the status: a provider may refuse a message with HTTP 200. Connectly uses 400.",
      fault: refusal,
    },
    status_500: {
      label: "HTTP 500",
      shows: "A server that fails may have sent the message first, so it is not sent again by itself.",
      fault: () => ({ status: 500, body: "" }),
    },
    html: {
      label: "A web page",
      shows: "HTTP 200 with HTML where JSON should be, as from a proxy or a wrong base URL: no proof either way.",
      fault: () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html><h1>Welcome</h1>" }),
    },
  },
  "It is busy": {
    busy_once: {
      label: "429 once, retry after 2 s",
      shows: "The message was surely not taken, so it is sent again after the wait that the provider asks for.",
      fault: () => ({ preset: "rate_limited", retryAfter: 2 }),
    },
    busy: {
      label: "429 each time",
      shows: "After the last attempt the error says that it is safe to send later, and when.",
      fault: () => ({ preset: "rate_limited", retryAfter: 2, times: ALWAYS }),
    },
    throttled: {
      label: "Its own throttling code",
      shows: "Too many messages, said by the provider's own code: HTTP 200 with three of them, 400 with Connectly.",
      fault: (provider) => ({
        preset: "provider_error",
        code: THROTTLED[provider],
        ...(provider === "texter" && { message: "(#130429) Rate limit hit" }),
      }),
    },
    unavailable: {
      label: "503, retry after 2 s",
      shows: "A provider that names a time to come back has not taken the message: it is sent again then.",
      fault: () => ({ preset: "unavailable", retryAfter: 2 }),
    },
    expired: {
      label: "Its token has ended",
      shows: "A new token is fetched, and the message sent again with it.",
      only: ["yeastar"],
      fault: () => ({ preset: "provider_error", code: 10004 }),
    },
  },
  "The network fails": {
    slow: {
      label: "The answer is too slow",
      shows: "The request arrived and its answer did not come in time: the customer may have the message.",
      fault: (_, timeoutMs) => ({ delayMs: timeoutMs + 5000, times: ALWAYS }),
    },
    cut: {
      label: "Cut before the answer",
      shows: "The connection breaks once the request is through. Nothing says what became of the message.",
      // A browser sends a request again by itself when a connection that it kept open breaks, so the fault lasts.
      fault: () => ({ cut: "before", times: ALWAYS }),
    },
    cut_body: {
      label: "Cut amid the answer",
      shows: "The answer begins and breaks off. What it began to say does not count.",
      fault: () => ({ cut: "body" }),
    },
  },
  "The message cannot go": {
    closed: {
      label: "Closed window",
      shows: `Sends to ${CLOSED_RECIPIENT}, who has not written for a day: only a template reaches them.`,
      message: (message) => ({ ...withoutFallback(message), to: CLOSED_RECIPIENT }),
    },
    closed_fallback: {
      label: "Closed window, with fallback",
      shows: `The same contact, and a template to fall back on: the message's own, or an example where it has none.`,
      message: (message, provider) => ({ fallback: FALLBACKS[provider], ...message, to: CLOSED_RECIPIENT }),
    },
    second_part: {
      label: "The second part is refused",
      shows: "For a message that goes in parts: the first arrives, the next is refused, and the rest can follow.",
      fault: (provider) => ({ ...refusal(provider), skip: 1 }),
    },
  },
} as const satisfies Record<string, Record<string, Scenario>>;

type Groups = typeof GROUPS;
export type ScenarioName = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups] & string;

/** All of them by name. */
export const SCENARIOS = Object.assign({}, ...Object.values(GROUPS)) as Record<ScenarioName, Scenario>;

/** The scenario that a choice comes to with a provider. */
export const scenarioFor = (name: ScenarioName, provider: ProviderName): ScenarioName =>
  SCENARIOS[name].only?.includes(provider) === false ? "works" : name;
