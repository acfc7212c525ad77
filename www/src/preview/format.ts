// WhatsApp's own formatting of text: *bold*, _italic_, ~struck~, `code`, ```monospace``` and links.

/** A stretch of text, plain or marked. */
export type Piece =
  string | { mark: "bold" | "italic" | "struck"; inner: Piece[] } | { mark: "code" | "link"; text: string };

const MARKS = { "*": "bold", _: "italic", "~": "struck" } as const;

// A mark stands at a word's edge and clings to its text; code and links hold no marks.
const PATTERN =
  /```(?<block>[^]+?)```|`(?<code>[^`\n]+)`|(?<link>https?:\/\/[^\s<>"]+)|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<inner>(?:(?!\k<mark>)[^\n])+)(?<=\S)\k<mark>(?![\p{L}\p{N}])/gu;

/** The text in pieces, in order. */
export function format(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(PATTERN)) {
    const { block, code, link, mark, inner } = found.groups ?? {};
    // The stop that ends a sentence is no part of the address before it.
    const address = link && withoutStops(link);
    if (found.index > end) pieces.push(text.slice(end, found.index));
    end = found.index + (address ?? found[0]).length;
    if (address !== undefined) pieces.push({ mark: "link", text: address });
    else if (mark !== undefined) pieces.push({ mark: MARKS[mark as keyof typeof MARKS], inner: format(inner ?? "") });
    else pieces.push({ mark: "code", text: block ?? code ?? "" });
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

const STOPS = ".,;:!?'\")]";

// By hand, since a pattern for it takes the square of a long text's time.
function withoutStops(address: string): string {
  let end = address.length;
  while (end > 0 && STOPS.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

const EMOJI =
  /^(?:\s*(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)\p{EMod}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{EMod}?\uFE0F?)*)){1,3}\s*$/u;

/** Whether a text is one to three emoji and nothing else, which a chat shows larger. */
export const isEmoji = (text: string): boolean => EMOJI.test(text);
