import { useState } from "preact/hooks";
import { ADAPT, CLOSED, VERDICTS } from "../output/words.ts";
import { adapt, PROVIDERS, provider } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";
import { Panel } from "../ui/panel.tsx";
import { BubbleView } from "./bubble.tsx";
import { chat, type Chat } from "./chat.ts";
import { SHEETS } from "./list.tsx";
import { Text, Time } from "./text.tsx";
import "./preview.css";

const STATES: Record<Chat["state"], string> = { ...VERDICTS, unplanned: "" };

/** The message as the contact would see it through the chosen provider. */
export function Preview() {
  const shown = chat.value;
  return (
    <Panel
      title="Preview"
      class="preview"
      actions={<span class={`preview-state ${shown.state}`}>{STATES[shown.state]}</span>}
    >
      <Phone shown={shown} />
      <Changes shown={shown} />
      {shown.fallback && (
        <details class="preview-more">
          <summary>If the provider says that the session window is closed</summary>
          <div class="chat chat-small">
            <BubbleView bubble={shown.fallback} onReply={undefined} />
          </div>
        </details>
      )}
    </Panel>
  );
}

function Phone({ shown }: { shown: Chat }) {
  const { title } = PROVIDERS[provider.value];
  // What the contact answered belongs to the message they saw.
  const [answer, setAnswer] = useState<{ to: Chat; title: string }>();
  const reply = (text: string) => {
    setAnswer({ to: shown, title: text });
    announce(`The contact answers: ${text}`);
  };
  const { bubbles } = shown;
  const refused = shown.state === "refused" || shown.state === "closed";
  return (
    <div class="phone">
      <div class="phone-head">
        <span class="chat-face" aria-hidden="true">
          {title[0]}
        </span>
        <p>
          <strong>Your business</strong>
          <span>through {title}</span>
        </p>
      </div>
      <div
        class={`chat ${refused ? "chat-refused" : ""}`}
        role="region"
        aria-label={`Chat through ${title}`}
        tabIndex={0}
      >
        {refused && <Refused shown={shown} />}
        {shown.state === "fallback" && (
          <p class="chat-note">{CLOSED.fallback}</p>
        )}
        <ol>
          {bubbles.map((bubble, index) => (
            <li key={index} aria-label={bubbles.length > 1 ? `Message ${index + 1} of ${bubbles.length}` : undefined}>
              <BubbleView bubble={bubble} onReply={refused ? undefined : reply} />
            </li>
          ))}
          {answer?.to === shown && (
            <li class="chat-answer" aria-label="The contact's answer">
              <div class="bubble">
                <Text text={answer.title} />
                <Time ticks />
              </div>
            </li>
          )}
        </ol>
      </div>
      <div id={SHEETS} />
    </div>
  );
}

function Refused({ shown: { state, problem, remedy } }: { shown: Chat }) {
  return (
    <div class="chat-note chat-stop">
      <p>
        <strong>{STATES[state]}: nothing goes out</strong>
      </p>
      {problem && <p>{problem.message}</p>}
      {remedy && (
        <>
          <p>{PROVIDERS[provider.value].title} would take it after adapting.</p>
          <button type="button" class="small" onClick={() => (adapt.value = remedy)}>
            Adapt: {ADAPT[remedy].label}
          </button>
        </>
      )}
    </div>
  );
}

function Changes({ shown: { changes } }: { shown: Chat }) {
  if (changes.length === 0) return null;
  return (
    <details class="preview-more" open>
      <summary>
        <span class="preview-chip">+{changes.length}</span> {changes.length === 1 ? "change" : "changes"} so that it
        fits
      </summary>
      <ul class="plain preview-changes">
        {changes.map(({ kind, message, path }, index) => (
          <li key={`${index}${path}`}>
            <span class="quiet">{kind.replaceAll("_", " ")}</span>
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
