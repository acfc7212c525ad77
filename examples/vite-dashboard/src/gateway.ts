// What the gateway answers: a receipt, or an error with the fields of a SessageError; neither has `raw`.
import type { Message, Receipt, SessageError } from "sessage";

export type Success = Omit<Receipt, "raw">;

export interface Failure {
  error: Pick<SessageError, "message" | "outcome" | "retryable" | "problems" | "parts"> & { code: string };
}

export const isFailure = (answer: Success | Failure): answer is Failure => "error" in answer;

// #region send
export async function send(message: Message, token: string): Promise<Success | Failure> {
  let status = 0;
  try {
    const response = await fetch(`${import.meta.env.VITE_GATEWAY}/send`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(message),
    });
    status = response.status;
    const answer = await response.json();
    if (response.ok && typeof answer.messageId === "string") return answer;
    if (!response.ok && typeof answer.error.outcome === "string") return answer;
  } catch {
    // No answer, or none of the gateway's: what is said of it below goes by the status alone.
  }
  return failed(status);
}

/** Nobody answered, or somebody before the gateway: a 4xx says that the message got no further, nothing else does. */
function failed(status: number): Failure {
  const message = status === 0 ? "The gateway did not answer." : `The gateway's address answered with status ${status}.`;
  const outcome = status >= 400 && status < 500 ? "not_sent" : "unknown";
  return { error: { code: "gateway_answer", message, outcome, retryable: false, problems: [], parts: [] } };
}
// #endregion
