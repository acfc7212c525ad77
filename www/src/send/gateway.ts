// A gateway of the visitor's own, which has the keys: it takes a message as JSON at /send and answers with a receipt or
// an error, as docs/guide/security.md has it. Its address and token live in this page's memory alone.
import type { AttemptEvent, Message, Problem, ProviderName } from "sessage";
import { filesIn } from "../state/files.ts";
import { EXAMPLES, insecure } from "../state/providers.ts";
import { type Answered, errorOf, readAnswer } from "./gateway-answer.ts";
import { gateway, problemsIn } from "./target.ts";

/** What the package says against an address that secrets go to. */
export function addressProblems(address: string): Problem[] {
  const found = problemsIn({ ...EXAMPLES.islash, baseUrl: address.trim() }, { allowInsecure: insecure.value });
  return found.filter(({ path, severity }) => path === "/baseUrl" && severity === "error");
}

type Asked = { provider: ProviderName; signal: AbortSignal; onAttempt: (event: AttemptEvent) => void };

/** Posts a message to a gateway. Does not throw: what fails is an error with its outcome. */
export async function post(message: Message, base: string, { provider, signal, onAttempt }: Asked): Promise<Answered> {
  const problems = [...addressProblems(base), ...fileProblems(message)];
  const [first] = problems;
  if (first) {
    const code = first.path === "/baseUrl" ? "invalid_config" : "invalid_message";
    return { error: errorOf({ code, outcome: "not_sent", message: first.message, problems }) };
  }
  const url = `${base}/send`;
  const call = { provider, purpose: "send", attempt: 1, method: "POST", url } as const;
  const began = performance.now();
  onAttempt({ ...call, phase: "start" });
  const end = (event: Pick<AttemptEvent, "status" | "code">) =>
    onAttempt({ ...call, ...event, phase: "end", durationMs: performance.now() - began });
  const headers = { "content-type": "application/json", authorization: `Bearer ${gateway.value.token.trim()}` };
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(message), signal });
    text = await answer.text();
  } catch {
    const code = signal.aborted ? "aborted" : "network";
    end({ code });
    return { error: errorOf({ code, message: NO_ANSWER[code] }) };
  }
  const found = readAnswer(text, answer.ok);
  const { status } = answer;
  end({ status, ...("error" in found && { code: found.error.code }) });
  return "error" in found ? { error: errorOf({ ...found.error, status }) } : found;
}

const NO_ANSWER = { aborted: "The send was cancelled.", network: "The gateway gave no answer that this page may read." };

/** The files in a message as problems. */
function fileProblems(value: unknown): Problem[] {
  const message = "A gateway takes JSON, which carries no file. Give the file's address.";
  return filesIn(value).map(([path]) => ({ path, severity: "error", code: "invalid", message }) as unknown as Problem);
}
