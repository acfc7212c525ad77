// Who may send: pages of the listed origins, and whoever holds one of the gateway's tokens.

/** The CORS headers of an answer to a page that may ask; none for other pages, and for what is no page. */
export function corsFor(request: Request, origins = ""): Record<string, string> | undefined {
  const origin = request.headers.get("origin");
  if (!origin || !listed(origins).includes(origin)) return undefined;
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-expose-headers": "retry-after",
    "access-control-max-age": "86400",
    vary: "origin",
  };
}

/** Programs send no origin. A page of an origin that is not listed is turned away, whatever token it has. */
export const isAllowed = (request: Request, cors: object | undefined) => !request.headers.has("origin") || Boolean(cors);

// #region bearer
/** Whether the request carries one of the tokens; how long that takes says nothing about how much of it was right. */
export async function mayAsk(request: Request, tokens = ""): Promise<boolean> {
  // RFC 9110: the scheme in any case, then one space or more.
  const [, given = ""] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const asked = await digest(given);
  let found = false;
  for (const token of listed(tokens)) {
    const known = await digest(token);
    let difference = 0;
    for (let index = 0; index < known.length; index += 1) difference |= known[index] ^ asked[index];
    if (difference === 0) found = true; // no early end: all are compared
  }
  return found;
}

/** Of equal length whatever the text, so that lengths tell nothing either. */
const digest = async (text: string) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
// #endregion

const listed = (text: string) => text.split(",").map((item) => item.trim()).filter(Boolean);
