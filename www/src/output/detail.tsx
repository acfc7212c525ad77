import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { Plan, ProviderName } from "sessage";
import { draft } from "../state/message.ts";
import { plans } from "../state/plans.ts";
import { accounts, adapt, PROVIDERS } from "../state/providers.ts";
import { Code } from "../ui/code.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { needsInsecure } from "./insecure.ts";
import { Requests } from "./requests.tsx";
import { rust } from "./rust.ts";
import type { Source } from "./source.ts";
import { typescript } from "./typescript.ts";
import { titlesOf } from "./words.ts";

const TABS = { request: "Request", curl: "cURL", typescript: "TypeScript", rust: "Rust" } as const;
type Tab = keyof typeof TABS;
type Sheet = FunctionComponent<{ name: ProviderName; plan: Plan; titles: string[] }>;

/** One choice for all cards, so that the same is compared. */
const tab = signal<Tab>("request");

const SHEETS: Record<Tab, Sheet> = {
  request: ({ name, plan, titles }) => <Requests requests={plan.requests} titles={titles} of={PROVIDERS[name].title} />,
  curl: ({ name, plan, titles }) => (
    <>
      {plan.requests.map(({ curl }, index) => (
        <Code key={index} code={curl} language="bash" label={labelOf("cURL", name, index)} head={<h4>{titles[index]}</h4>} />
      ))}
    </>
  ),
  typescript: ({ name }) => (
    <Code code={typescript(sourceOf(name))} language="typescript" label={labelOf("TypeScript", name)} head="Sends it, in Node" />
  ),
  rust: ({ name }) => (
    <Code code={rust(sourceOf(name))} language="rust" label={labelOf("Rust", name)} head="Plans it, natively" />
  ),
};

/** The requests of a provider and the programs that make them, each on a sheet of its own. */
export function Detail({ name }: { name: ProviderName }) {
  const plan = plans[name].value;
  const Sheet = SHEETS[tab.value];
  return (
    <Tabs
      label={`What goes out by ${PROVIDERS[name].title}`}
      tabs={TABS}
      value={tab.value}
      onChange={(chosen) => (tab.value = chosen)}
    >
      {plan && plan.requests.length > 0 ? (
        <div class="output-sheet">
          <Sheet name={name} plan={plan} titles={titlesOf(draft.value, plan)} />
        </div>
      ) : (
        <p class="output-none quiet">No request goes out.</p>
      )}
    </Tabs>
  );
}

const labelOf = (what: string, name: ProviderName, index?: number) =>
  index === undefined ? `${what} for ${PROVIDERS[name].title}` : `${what} of request ${index + 1}, ${PROVIDERS[name].title}`;

const sourceOf = (name: ProviderName): Source => {
  const account = accounts.value[name];
  return { account, message: draft.value, adapt: adapt.value, allowInsecure: needsInsecure(account) };
};
