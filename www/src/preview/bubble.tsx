// One message in the chat: a table from the kind of content to how it is drawn.
import type { ComponentChildren, ComponentType } from "preact";
import type { Bubble } from "./chat.ts";
import { List } from "./list.tsx";
import { Location } from "./location.tsx";
import { Media } from "./media.tsx";
import type { Seen, SeenMedia } from "./seen.ts";
import { Template } from "./template.tsx";
import { Text, Time } from "./text.tsx";

/** What answers when the contact taps a button; undefined where nothing can be tapped. */
export type Reply = ((title: string) => void) | undefined;

/** One message in the chat. */
export function BubbleView({ bubble, onReply }: { bubble: Bubble; onReply: Reply }) {
  const { seen } = bubble;
  const Inside = KINDS[seen.type] as ComponentType<{ seen: Seen; onReply: Reply }>;
  return (
    <div class={`bubble bubble-${seen.type}`}>
      {bubble.quotes && <p class="chat-quote">Reply to {bubble.quotes}</p>}
      <Inside seen={seen} onReply={onReply} />
    </div>
  );
}

/** A header, a text and a footer, and what follows within the bubble. */
function Framed({
  seen: { header, text, footer },
}: {
  seen: { header: string | SeenMedia; text: string; footer: string };
}) {
  return (
    <>
      {typeof header === "object" ? <Media media={header} /> : header && <Text text={header} class="chat-header" />}
      <Text text={text} />
      {footer && <Text text={footer} class="chat-footer" />}
      <Time />
    </>
  );
}

type Of<Type extends Seen["type"]> = Extract<Seen, { type: Type }>;
type Kinds = { [Type in Seen["type"]]: (props: { seen: Of<Type>; onReply: Reply }) => ComponentChildren };

const KINDS: Kinds = {
  text: ({ seen }) => (
    <>
      <Text text={seen.text} />
      <Time />
    </>
  ),
  media: ({ seen: { media } }) => (
    <>
      <Media media={media} />
      {media.caption && <Text text={media.caption} />}
      <Time />
    </>
  ),
  album: ({ seen }) => (
    <>
      <ul class="chat-album">
        {seen.items.map((media, index) => (
          <li key={index}>
            <Media media={media} />
            {media.caption && <Text text={media.caption} />}
          </li>
        ))}
      </ul>
      <Time />
    </>
  ),
  location: ({ seen }) => (
    <>
      <Location seen={seen} />
      <Time />
    </>
  ),
  contacts: ({ seen }) => (
    <>
      <ul class="chat-cards">
        {seen.contacts.map(({ name, lines }, index) => (
          <li key={index}>
            <span class="chat-face" aria-hidden="true">
              {[...(name.trim() || "?")][0]?.toUpperCase()}
            </span>
            <div>
              <strong dir="auto">{name || "No name"}</strong>
              {lines.map((line, at) => (
                <span key={at} class="quiet" dir="auto">
                  {line}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Time />
    </>
  ),
  buttons: ({ seen, onReply }) => (
    <>
      <Framed seen={seen} />
      <ul class="chat-buttons">
        {seen.buttons.map((title, index) => (
          <li key={index}>
            <button type="button" dir="auto" disabled={!onReply} onClick={() => onReply?.(title)}>
              {title || "Untitled"}
            </button>
          </li>
        ))}
      </ul>
    </>
  ),
  list: ({ seen, onReply }) => (
    <>
      <Framed seen={seen} />
      <List seen={seen} onReply={onReply} />
    </>
  ),
  template: ({ seen }) => <Template seen={seen} />,
  unknown: () => <p class="quiet">Choose what to send.</p>,
};
