// What the gateway answers: a receipt, or an error with the fields of a SessageError; neither has `raw`.
import type { Message, Receipt, SessageError } from "sessage";

export type Success = Omit<Receipt, "raw">;

export interface Failure {
  error: Pick<SessageError, "message" | "outcome" | "retryable" | "problems" | "parts"> & { code: string };
}

export const isFailure = (answer: Success | Failure): answer is Failure => "error" in answer;

// #region send
export async function send(message: Message, token: string): Promise<Success | Failure> {
  try {
    const response = await fetch(`${import.meta.env.VITE_GATEWAY}/send`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(message),
    });
    return await response.json();
  } catch {
    // No answer that can be read: the gateway may have sent it all the same.
    const error = { code: "network", message: "The gateway did not answer.", outcome: "unknown" as const };
    return { error: { ...error, retryable: false, problems: [], parts: [] } };
  }
}
// #endregion
