import { format, isEmoji, type Piece } from "./format.ts";

/** Text as a chat shows it: each line in its own direction, with WhatsApp's formatting. */
export function Text({ text, class: className = "" }: { text: string; class?: string }) {
  return (
    <p dir="auto" class={`chat-text ${isEmoji(text) ? "chat-emoji" : ""} ${className}`}>
      {format(text.replaceAll("\r\n", "\n")).map(draw)}
    </p>
  );
}

const TAGS = { bold: "strong", italic: "em", struck: "s" } as const;

function draw(piece: Piece) {
  if (typeof piece === "string") return piece;
  if (piece.mark === "code") return <code>{piece.text}</code>;
  if ("text" in piece) {
    return (
      <a href={piece.text} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    );
  }
  const Tag = TAGS[piece.mark];
  return <Tag>{piece.inner.map(draw)}</Tag>;
}

/** When it came. Decoration, drawn by the stylesheet: the preview knows no time. */
export function Time({ ticks = false }: { ticks?: boolean }) {
  return <span class={`chat-time ${ticks ? "chat-ticks" : ""}`} aria-hidden="true" />;
}
