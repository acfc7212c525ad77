// What came of a send in plain words, and what to do, by docs/DELIVERY.md.
import type { ErrorCode, Receipt, SessageError } from "sessage";

export type Outcome = "sent" | SessageError["outcome"];

/** Whether the customer has it. */
export const OUTCOMES: Record<Outcome, { title: string; words: string }> = {
  sent: { title: "Sent", words: "The provider took the message." },
  not_sent: { title: "Not sent", words: "The customer surely does not have it." },
  partial: { title: "Partly sent", words: "Some parts were sent, the rest was not." },
  unknown: { title: "Unknown", words: "The customer may have it: sending again may duplicate it." },
};

/** What a receipt's status means, where it says more than that the provider took the message. */
const STATUSES: Partial<Record<Receipt["status"], { title?: string; words: string }>> = {
  pending: { words: "The provider took it and is still working on it." },
  sent: { words: "The provider took it, and it is on its way to the contact." },
  delivered: { words: "It is on the contact's device." },
  read: { words: "The contact has read it." },
  failed: { title: "Taken, then failed", words: "The provider took it and reports that it failed after that." },
};

/** The headline of what came of a send, and a sentence on it. */
export const verdictOf = (outcome: Outcome, receipt?: Pick<Receipt, "status">): { title: string; words: string } => ({
  ...OUTCOMES[outcome],
  ...(receipt && STATUSES[receipt.status]),
});

const ASK = "Find out whether it arrived before sending again: by the provider's inbox, its webhook, or a person.";
const LATER = "Send again in a while.";
const TEMPLATE = "Send a template, or give a fallback.";

/** What to do about an error that surely sent nothing. */
const NOT_SENT: Partial<Record<ErrorCode, string>> = {
  invalid_message: "Mend what the problems name.",
  invalid_config: "Mend the settings that the problems name.",
  unsupported: "Allow adapting, or choose another provider.",
  window_closed: TEMPLATE,
  rejected: "Read the provider's code and words, or its raw answer.",
  opted_out: "Send no more to this contact, by any provider.",
  unauthorized: "Mend the credentials.",
  forbidden: "Give the credentials this right.",
  not_found: "Mend the recipient, or the ids in the settings.",
  conflict: "Name the chat by its id: more than one has the number.",
  rate_limited: LATER,
  unavailable: LATER,
  network: "Send again; see that the host is right.",
  timeout: "Send again.",
  bad_response: "Mend the base URL.",
  aborted: "Nothing went out.",
};

/** What else to do about an error whose outcome is open, where the account is the visitor's own. */
const SETTINGS: Partial<Record<ErrorCode, string>> = {
  bad_response: "See that the base URL is right.",
  network: "In a page, also see that the provider allows its calls (CORS).",
};

/** What the visitor had better do. */
export function adviceFor({ code, outcome }: Pick<SessageError, "code" | "outcome">, isSimulated = false): string {
  if (outcome === "partial") return "Send the rest: parts that were sent are not sent again.";
  if (outcome === "unknown") return [ASK, isSimulated ? undefined : SETTINGS[code]].filter(Boolean).join(" ");
  return NOT_SENT[code] ?? "Please report this, it should not happen.";
}
