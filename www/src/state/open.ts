/** The fields of an account that are no secret. */
export const OPEN: ReadonlySet<string> = new Set([
  ...["provider", "baseUrl", "businessId", "projectId"],
  ...["from", "channel", "senderType", "senderNo", "userAgent"],
]);
