// Keeps secrets out of what the page shows of a request.

const MASK = "••••••••";
const NAMES = /^(authorization|x-api-key|x-user-token|session|username|password|access_token|refresh_token)$/i;

/** The value that stands under this name, or a mask. */
export function masked(name: string, value: string, secrets: readonly string[]): string {
  if (NAMES.test(name)) return value.startsWith("Bearer ") ? `Bearer ${MASK}` : MASK;
  return secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value);
}

/** A value as JSON, with every secret in it masked. */
export function maskedJson(value: unknown, secrets: readonly string[]): string {
  return JSON.stringify(value, (name, inner: unknown) => (typeof inner === "string" ? masked(name, inner, secrets) : inner), 2);
}
