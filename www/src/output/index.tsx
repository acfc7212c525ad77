import { useRef } from "preact/hooks";
import type { Adapt } from "sessage";
import { adapt, NAMES } from "../state/providers.ts";
import { lazy } from "../ui/lazy.tsx";
import { Panel } from "../ui/panel.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useSeen } from "../ui/seen.ts";
import { useAnnouncedVerdicts } from "./announced.ts";
import { Card } from "./card.tsx";
import { Verdict } from "./verdict.tsx";
import { ADAPT } from "./words.ts";
import "./output.css";

// What a first visit may never scroll to is loaded when it comes near.
const Detail = lazy(() =>
  import("./detail.tsx").then(
    (module) => module.Detail,
    () => () => <p class="error">The requests did not load. Reload the page to try again.</p>,
  ),
);

const MODES = Object.keys(ADAPT) as Adapt[];

/** What goes out: how each provider takes the message, and the requests and programs that carry it. */
export function Output() {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  useAnnouncedVerdicts();
  return (
    <Panel
      title="What goes out"
      class="output"
      actions={
        <Segmented
          legend="Adapting"
          hideLegend={false}
          options={MODES.map((value) => ({ value, label: ADAPT[value].label }))}
          value={adapt.value}
          onChange={(mode) => (adapt.value = mode)}
        />
      }
    >
      <dl class="output-modes">
        {MODES.map((mode) => (
          <div key={mode} class={mode === adapt.value ? "output-mode" : undefined}>
            <dt>{ADAPT[mode].label}</dt>
            <dd>{ADAPT[mode].hint}</dd>
          </div>
        ))}
      </dl>
      <div class="output-cards" ref={place}>
        {NAMES.map((name) => (
          <Card key={name} name={name}>
            <Verdict name={name} />
            <div class="output-detail">
              {seen && <Detail name={name} />}
            </div>
          </Card>
        ))}
      </div>
      <p class="output-note quiet">
        <code>MASKED_…</code> stands for a secret, <code>{"{{…}}"}</code> for what the answer to an earlier request tells.
      </p>
    </Panel>
  );
}
