import { Client, type ProviderConfig } from "sessage";

/** Whether the package takes this account only where `http:` is allowed. */
export function needsInsecure(account: ProviderConfig): boolean {
  try {
    new Client(account).free();
    return false;
  } catch {
    return true;
  }
}
