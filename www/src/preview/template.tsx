import { useSignalEffect } from "@preact/signals";
import type { TemplateComponent } from "sessage";
import { PROVIDERS, provider } from "../state/providers.ts";
import { loadTemplates, templatesOf } from "../state/templates.ts";
import { Media } from "./media.tsx";
import type { SeenTemplate } from "./seen.ts";
import { Text, Time } from "./text.tsx";

/** A template: its text filled in where it is listed, else what the message holds of it. */
export function Template({ seen }: { seen: SeenTemplate }) {
  useSignalEffect(() => void loadTemplates(provider.value));
  const listed = templatesOf(provider.value).find(
    (template) => template.name === seen.name && (!seen.language || template.language === seen.language),
  );
  return (
    <>
      <p class="chat-template">
        <span class="chat-sign">Template</span> <code>{seen.name || "no name yet"}</code>
        {seen.language && <span> · {seen.language}</span>}
      </p>
      {listed ? <Filled seen={seen} components={listed.components} /> : <Values seen={seen} />}
    </>
  );
}

function Filled({ seen, components }: { seen: SeenTemplate; components: TemplateComponent[] }) {
  const component = (type: TemplateComponent["type"]) => components.find((entry) => entry.type === type);
  const body = new Map(seen.body.map(({ placeholder, value }) => [placeholder, value]));
  const header = component("header");
  const footer = component("footer")?.text;
  const title = typeof seen.header === "string" ? seen.header : "";
  return (
    <>
      {typeof seen.header === "object" && <Media media={seen.header} />}
      {header?.text && <Text text={filled(header.text, () => title || undefined)} class="chat-header" />}
      <Text text={filled(component("body")?.text ?? "", (placeholder) => body.get(placeholder))} />
      {footer && <Text text={footer} class="chat-footer" />}
      <Time />
      <Labels labels={component("buttons")?.buttons?.map(({ type, text }) => text ?? type) ?? []} />
    </>
  );
}

function filled(text: string, value: (placeholder: string) => string | undefined): string {
  return text.replace(/\{\{([^{}]+)\}\}/g, (whole, placeholder: string) => value(placeholder.trim()) ?? whole);
}

function Values({ seen }: { seen: SeenTemplate }) {
  const header = typeof seen.header === "string" && seen.header ? [{ placeholder: "header", value: seen.header }] : [];
  const values = [...header, ...seen.body];
  return (
    <>
      {typeof seen.header === "object" && <Media media={seen.header} />}
      {values.length > 0 && (
        <dl class="chat-values">
          {values.map(({ placeholder, value }) => (
            <div key={placeholder}>
              <dt>{placeholder}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="quiet">Its text is on file with {PROVIDERS[provider.value].title}.</p>
      <Time />
      <Labels
        labels={seen.buttons.map(({ type, text }) => [type.replaceAll("_", " "), text].filter(Boolean).join(": "))}
      />
    </>
  );
}

/** Buttons that lead out of the chat, so that nothing here happens on a tap. */
function Labels({ labels }: { labels: string[] }) {
  if (labels.length === 0) return null;
  return (
    <ul class="chat-buttons">
      {labels.map((label, index) => (
        <li key={index} dir="auto">
          {label}
        </li>
      ))}
    </ul>
  );
}
