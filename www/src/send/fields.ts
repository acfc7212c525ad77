// What an account and the options of a send consist of, as data for their forms.
import type { ClientOptions, ProviderConfig, ProviderName } from "sessage";

type KeyOf<Config> = Config extends unknown ? Exclude<keyof Config, "provider"> : never;

/** One field of an account. A secret is typed unseen, and masked wherever the page shows a request. */
export interface AccountField<Name extends string = string> {
  name: Name;
  label: string;
  hint?: string;
  secret?: true;
  /** A number in the configuration. */
  number?: true;
}

type AccountFields = { [Name in ProviderName]: readonly AccountField<KeyOf<Extract<ProviderConfig, { provider: Name }>>>[] };

const OR_GATEWAY = "The provider's address, or that of a gateway of yours that passes the calls on.";
const OPTIONAL = "May stay empty.";

/** The fields of each provider's account, in the order they are asked for. */
export const ACCOUNT_FIELDS: AccountFields = {
  islash: [
    { name: "baseUrl", label: "Base URL", hint: OR_GATEWAY },
    { name: "token", label: "Token", secret: true },
    { name: "session", label: "Session", secret: true, hint: "The key of the channel that sends." },
  ],
  connectly: [
    { name: "businessId", label: "Business id" },
    { name: "apiKey", label: "API key", secret: true },
    { name: "baseUrl", label: "Base URL", hint: `${OR_GATEWAY} ${OPTIONAL}` },
    { name: "from", label: "Sending number", hint: OPTIONAL },
  ],
  texter: [
    { name: "projectId", label: "Project id", hint: "Not needed beside a base URL." },
    { name: "baseUrl", label: "Base URL", hint: `${OR_GATEWAY} Not needed beside a project id.` },
    { name: "token", label: "Token", secret: true },
  ],
  yeastar: [
    { name: "baseUrl", label: "Base URL", hint: OR_GATEWAY },
    { name: "clientId", label: "Client id", secret: true },
    { name: "clientSecret", label: "Client secret", secret: true },
    { name: "accessToken", label: "Access token", secret: true, hint: "In place of client id and secret." },
    { name: "from", label: "Sending number (DID)", hint: OPTIONAL },
    { name: "channel", label: "Channel", hint: OPTIONAL },
    { name: "senderNo", label: "Extension number", hint: OPTIONAL },
    { name: "senderType", label: "Sender type", number: true, hint: OPTIONAL },
  ],
};

/** The options of a send that the page lets choose. */
export type Options = Pick<ClientOptions, "timeoutMs" | "deadlineMs" | "retry" | "allowInsecure">;

/** Short enough to watch a slow provider, long enough for a real one. */
export const OPTIONS: Options = { timeoutMs: 4000, deadlineMs: 20_000, retry: { maxAttempts: 3, onUnknown: false } };

/** One option, by its pointer within the options. */
export interface OptionField {
  path: string;
  label: string;
  hint: string;
  kind: "number" | "boolean";
}

/** The options' fields. */
export const OPTION_FIELDS: readonly OptionField[] = [
  { path: "/timeoutMs", label: "Timeout, ms", hint: "For one attempt.", kind: "number" },
  { path: "/deadlineMs", label: "Deadline, ms", hint: "For the whole send, waits included.", kind: "number" },
  { path: "/retry/maxAttempts", label: "Most attempts", hint: "At one call, the first included.", kind: "number" },
  {
    path: "/retry/onUnknown",
    label: "Repeat what may have been sent",
    hint: "The customer may then get it twice.",
    kind: "boolean",
  },
  {
    path: "/allowInsecure",
    label: "Allow http",
    hint: "To a host that is not this computer, such as a PBX on a LAN.",
    kind: "boolean",
  },
];
