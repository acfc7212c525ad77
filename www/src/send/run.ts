// The sends of this visit: one at a time, the last ten kept to look at.
import { computed, signal } from "@preact/signals";
import {
  type Adapt,
  type AttemptEvent,
  Client,
  isSessageError,
  type Message,
  type PartReceipt,
  type ProviderName,
  type Receipt,
  type SessageError,
} from "sessage";
import { asMessage, draft, unread } from "../state/message.ts";
import { messagesOf } from "../output/words.ts";
import { type Destination, isSame } from "../state/destination.ts";
import { verdict } from "../state/plans.ts";
import { adapt, busyAt, clientFor, provider, PROVIDERS, simulator } from "../state/providers.ts";
import { announce } from "../ui/announce.tsx";
import { type Outcome, verdictOf } from "./advice.ts";
import type { Heard } from "./attempts.ts";
import { type Answer, prepare, type Received, received, watching, withdraw } from "./control.ts";
import { SCENARIOS, scenarioFor, type ScenarioName } from "./scenarios.ts";
import { configFor, destinationFor, options, secretsFor, target } from "./target.ts";
import { BUSY, UNREAD } from "./words.ts";

/** One send and what came of it. */
export interface Run {
  id: number;
  /** When it was pressed. */
  at: Date;
  provider: ProviderName;
  message: Message;
  adapt: Adapt;
  /** Where it went. It is sent again nowhere else. */
  destination: Destination;
  /** How the simulator behaved; undefined for the visitor's own account. */
  scenario?: ScenarioName;
  /** The parts that it is to send, by their index. */
  parts: number[];
  /** Whether only the fallback goes, since the window is known to be closed. */
  isFallback: boolean;
  /** `performance.now()` when it began. */
  began: number;
  heard: Heard[];
  answers: Answer[];
  /** Milliseconds that it took; undefined while it runs. */
  took?: number;
  receipt?: Receipt;
  error?: SessageError;
  /** What the page itself failed at. */
  failure?: string;
  /** What the simulator received; undefined where it does not tell. */
  received?: Received[];
  /** What no part of the page may show. */
  secrets: string[];
}

const MOST = 10;
/** How long the simulator may take to answer calls of its own. */
const PATIENCE_MS = 3000;

/** The last sends, the newest first. */
export const runs = signal<Run[]>([]);
/** The one that is looked at. */
export const shownId = signal<number | undefined>(undefined);
export const shown = computed(() => runs.value.find(({ id }) => id === shownId.value));
/** Whether a send is under way. */
export const isRunning = computed(() => runs.value[0] !== undefined && runs.value[0].took === undefined);
/** How the simulated provider shall behave. */
export const scenario = signal<ScenarioName>("works");
/** Whether a send was tried with nothing to send to. */
export const isLost = signal(false);

let last = 0;
let abort: AbortController | undefined;

/** What came of a run; undefined while it runs, or where the page failed. */
export const outcomeOf = ({ receipt, error }: Run): Outcome | undefined => (receipt ? "sent" : error?.outcome);

/** Ends the send that is under way. */
export const cancel = (): void => abort?.abort();

// A send has the simulator behave, and reads what it recorded: a run's requests would be among those.
const isBusy = (place: Destination | undefined): boolean => place?.to === "simulator" && place.base === busyAt.value;

/** Why the draft cannot be sent now. */
export function heldBack(): string | undefined {
  if (unread.value.length > 0) return UNREAD;
  return isBusy(destinationFor(provider.value)) ? BUSY : undefined;
}

/** Sends the draft to the chosen provider, which behaves as the panel says. */
export async function sendDraft(): Promise<void> {
  const why = heldBack();
  if (why !== undefined) return announce(`Not sent: ${why}`);
  const name = scenarioFor(scenario.value, provider.value);
  const given = asMessage(draft.value);
  const message = target.value !== "simulator" ? given : (SCENARIOS[name].message?.(given, provider.value) ?? given);
  return send({ provider: provider.value, message, adapt: adapt.value }, name);
}

/** Sends an earlier run's message again, or with `resume` its rest. The simulated provider behaves again. */
export async function sendAgain(run: Run, resume?: PartReceipt[]): Promise<void> {
  if (isSame(run.destination, destinationFor(run.provider))) await send(run, "works", resume);
}

type Job = Pick<Run, "provider" | "message" | "adapt">;

async function send(job: Job, name: ScenarioName, resume?: PartReceipt[]): Promise<void> {
  if (isRunning.value) return;
  const place = destinationFor(job.provider);
  isLost.value = place === undefined;
  if (!place) return announce("There is nothing to send to");
  const base = place.to === "simulator" ? place.base : undefined;
  if (isBusy(place)) return announce(`Not sent: ${BUSY}`);
  const { message, provider } = job;
  const run: Run = {
    ...{ provider, message, adapt: job.adapt, destination: place, id: ++last, at: new Date(), began: performance.now() },
    ...{ parts: [], isFallback: false, heard: [], answers: [], secrets: secretsFor(provider) },
    ...(base !== undefined && { scenario: name }),
  };
  runs.value = [run, ...runs.value].slice(0, MOST);
  shownId.value = run.id;
  abort = new AbortController();
  const { signal } = abort;
  announce("Sending");
  let isPrepared = false;
  try {
    if (place.to === "gateway") {
      const { post } = await import("./gateway.ts");
      Object.assign(run, { parts: [0], began: performance.now() });
      const onAttempt = (event: AttemptEvent) => hear(run, event);
      Object.assign(run, await post(message, place.base, { provider, signal, onAttempt }));
    } else await sendBy(clientOf(provider, run));
  } catch (error) {
    if (isSessageError(error)) run.error = error;
    else run.failure = error instanceof Error ? error.message : String(error);
  }
  const took = performance.now() - run.began;
  if (base !== undefined) {
    const patient = AbortSignal.timeout(PATIENCE_MS);
    await withdraw(base, patient).catch(() => {});
    // Where the record was not emptied before, it says nothing of this send.
    const list = isPrepared ? await received(base, provider, patient).catch(() => undefined) : undefined;
    if (list) run.received = list;
  }
  run.took = took;
  listening = undefined;
  update(run);
  const outcome = outcomeOf(run);
  const said = outcome && verdictOf(outcome, run.receipt);
  announce(said ? `${said.title}. ${said.words}` : "The page failed");

  async function sendBy(client: Client): Promise<void> {
    const plan = client.plan(message, { adapt: job.adapt });
    const open = resume?.filter(({ outcome }) => outcome === "not_sent").map(({ index }) => index);
    run.parts = open ?? Array.from({ length: messagesOf(message, plan) }, (_, index) => index);
    run.isFallback = verdict(message, plan) === "fallback";
    const fault = SCENARIOS[name].fault?.(provider, options.value.timeoutMs ?? 0);
    // A simulator that does not answer is worth sending to: that is how a network fails.
    if (base !== undefined) {
      const patient = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      isPrepared = await prepare(base, { provider, fault, plan, signal: patient }).then(
        () => true,
        () => false,
      );
    }
    run.began = performance.now();
    run.receipt = await client.send(message, { signal, adapt: job.adapt, ...(resume && { resume }) });
  }
}

/** What a run is sent with, by the name that people know. */
export const titleOf = ({ provider, destination }: Run): string =>
  destination.to === "gateway" ? "Gateway" : PROVIDERS[provider].title;

function hear(run: Run, event: AttemptEvent): void {
  run.heard = [...run.heard, { at: performance.now() - run.began, event }];
  update(run);
}

/** Shows what became of a run since. */
function update(run: Run): void {
  runs.value = runs.value.map((other) => (other.id === run.id ? { ...run } : other));
}

let listening: Run | undefined;
const clients = new Map<ProviderName, { key: string; client: Client }>();

/** The provider's client: kept from send to send, since it keeps logins and looked-up chats, until its settings change. */
function clientOf(name: ProviderName, run: Run): Client {
  listening = run;
  const config = configFor(name);
  const key = JSON.stringify([config, options.value, simulator.value]);
  const kept = clients.get(name);
  if (kept?.key === key) return kept.client;
  const onAttempt = (event: AttemptEvent) => {
    if (listening) hear(listening, event);
  };
  const fetch = simulator.value === undefined ? undefined : watching(name, () => listening?.answers ?? []);
  const given = { ...options.value, onAttempt, ...(fetch && { fetch }) };
  const client = target.value === "own" ? new Client(config, given) : clientFor(name, given);
  kept?.client.free();
  clients.set(name, { key, client });
  return client;
}
