// Puts the page together: state, form, validation as one types, and sending.

import { coloured, sendCode } from "./code.js";
import { choices, mark } from "./controls.js";
import { byId, el, fill } from "./dom.js";
import { FAULTS } from "./faults.js";
import { drawFields, drawOptions, drawRecipient } from "./form.js";
import { KINDS } from "./kinds.js";
import { readLink, writeLink } from "./link.js";
import { readRecipient, toForm, toMessage } from "./message.js";
import { loadPackage } from "./package.js";
import { ADAPT, countPlan, drawPlan } from "./plan.js";
import { drawPreview } from "./preview.js";
import { carried, limits } from "./probe.js";
import { countProblems, listProblems, placeProblems } from "./problems.js";
import { PROVIDERS } from "./providers.js";
import { createSender } from "./send.js";
import { credentials } from "./simulator.js";
import { contentOf } from "./wire.js";

const state = { provider: "islash", fault: "none", adapt: "off", form: undefined };
const form = byId("form");
const page = { changed: () => soon(check), redrawn: () => soon(() => (markSources(), check())) };
const MODES = Object.fromEntries(Object.entries(ADAPT).map(([name, { label }]) => [name, { label }]));
let known;
let accepted = {};
let sender;

start();

async function start() {
  const [loaded, simulator] = await Promise.all([loadPackage(), credentials()]);
  if (loaded.failure) {
    byId("state").textContent = "Not loaded";
    notice(loaded.failure);
    return;
  }
  if (!simulator) notice("No simulator answers here: the message is checked as usual, but it cannot be sent.");
  accepted = simulator ?? {};
  known = loaded.sessage;
  sender = createSender(known, accepted);
  drawFault();
  fromLink();
  listen();
  byId("send").disabled = !simulator;
}

function listen() {
  window.addEventListener("hashchange", fromLink);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sender.send(state, toMessage(state.form));
  });
  byId("cancel").addEventListener("click", () => sender.cancel());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("send").focus();
  });
  byId("copy").addEventListener("click", copyCode);
}

function fromLink() {
  const link = readLink();
  state.provider = link.provider ?? state.provider;
  state.fault = link.fault ?? "none";
  state.adapt = link.adapt ?? "off";
  state.form = toForm(link.message ?? { content: { type: "text", ...KINDS.text.example } });
  if (!link.message) useExample(undefined, state.provider);
  byId("fault").value = state.fault;
  draw();
}

/** Moves recipient and number to another provider's example, where they are still the one before's. */
function useExample(before, after) {
  const example = (provider) => PROVIDERS[provider].example(accepted[provider] ?? {});
  const was = before && example(before);
  const next = example(after);
  const { to, options } = state.form;
  const untouched = !was || to[to.mode] === (was.to[to.mode] ?? "") || to[to.mode] === "";
  if (untouched) state.form.to = { ...readRecipient(next.to) };
  if (options.from === (was?.from ?? "")) options.from = next.from ?? "";
}

function draw() {
  const { provider, form: { kind } } = state;
  fill(byId("providers"), choices({ legend: "Provider", name: "provider", options: PROVIDERS, chosen: provider, testid: "provider", className: "cards", hideLegend: true }, (chosen) => {
    useExample(state.provider, chosen);
    state.provider = chosen;
    drawRest();
  }));
  fill(byId("kinds"), choices({ legend: "Kind", name: "kind", options: KINDS, chosen: kind, testid: "kind", className: "segments kinds", hideLegend: true }, (chosen) => {
    state.form.kind = chosen;
    drawRest();
  }));
  fill(byId("adapt"), choices({ legend: "Where it does not fit", name: "adapt", options: MODES, chosen: state.adapt, testid: "adapt" }, (chosen) => {
    state.adapt = chosen;
    check();
  }));
  drawRest();
}

function drawRest() {
  const { kind, contents, to, options } = state.form;
  fill(byId("to"), drawRecipient(to, page));
  fill(byId("content"), drawFields(KINDS[kind].fields, contents[kind], "/content", page));
  fill(byId("options"), drawOptions(options, page));
  const carries = ask("carries", () => carried(sender.client(state.provider), exampleTo()));
  mark(byId("kinds").firstElementChild, carries.kinds, PROVIDERS[state.provider].label);
  byId("kinds-hint").textContent = Object.values(carries.kinds).includes(false)
    ? `Struck through: ${PROVIDERS[state.provider].label} does not carry it. Choose it to see who can.`
    : `${PROVIDERS[state.provider].label} carries every kind.`;
  mark(byId("to").querySelector("fieldset"), carries.recipients, PROVIDERS[state.provider].label);
  markSources();
  check();
}

function markSources() {
  const { sources } = ask("carries", () => carried(sender.client(state.provider), exampleTo()));
  for (const picker of byId("content").querySelectorAll('[data-sources="/content"]')) {
    mark(picker, sources[state.form.kind], PROVIDERS[state.provider].label);
  }
}

/** Plans the message and shows everything that follows from it. */
function check() {
  const message = toMessage(state.form);
  const plan = sender.client(state.provider).plan(message, { adapt: state.adapt });
  const { problems } = plan;
  const lengths = ask(`limits ${state.form.kind}`, () => limits(sender.client(state.provider), state.form.kind, exampleTo()));
  placeProblems(form, problems, lengths);
  listProblems(byId("problems"), problems, form);
  const count = countProblems(problems);
  const errors = problems.some(({ severity }) => severity === "error");
  byId("no-problems").hidden = problems.length > 0;
  byId("problem-count").textContent = count;
  byId("state").textContent = errors ? `${count}: send would refuse it` : [`Ready for ${PROVIDERS[state.provider].label}`, countPlan(plan), count].filter(Boolean).join(", ");
  byId("state").dataset.state = errors ? "error" : "ready";
  const set = Object.values(state.form.options).filter((value) => value !== "").length;
  byId("more-set").textContent = set === 0 ? "none set" : `${set} set`;
  if (problems.some(({ path }) => Object.keys(state.form.options).includes(path.slice(1)))) byId("more").open = true;
  byId("adapt-hint").textContent = ADAPT[state.adapt].hint;
  byId("plan-count").textContent = countPlan(plan);
  drawPlan(byId("plan"), plan);
  drawPreview(byId("preview"), contentsOf(plan, message), message.replyTo);
  fill(byId("code"), coloured(sendCode(message, state.adapt)));
  announce(count === "" ? "No problems" : count);
  writeLink(state, message);
}

/** What the contact would see: the message as it is, or the messages that it becomes. */
function contentsOf({ requests, changes }, { content }) {
  const sends = requests.filter(({ purpose }) => purpose === "send");
  return changes.length > 0 && sends.length > 0 ? sends.map((request) => contentOf(state.provider, request)) : [content];
}

const answers = new Map();

/** What was asked of the package before, else the answer to asking now. */
function ask(question, answer) {
  const key = `${state.provider} ${question}`;
  if (!answers.has(key)) answers.set(key, answer());
  return answers.get(key);
}

function exampleTo() {
  const { to } = PROVIDERS[state.provider].example(accepted[state.provider] ?? {});
  return to.phone ?? to;
}

function drawFault() {
  const menu = byId("fault");
  fill(menu, Object.entries(FAULTS).map(([name, { label }]) => el("option", { value: name }, label)));
  menu.addEventListener("change", () => {
    state.fault = menu.value;
    check();
  });
}

let frame;

function soon(run) {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(run);
}

let announcing;
let announced = "";

/** Tells those who listen about problems, once typing rests. */
function announce(text) {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    if (text !== announced) byId("live").textContent = text;
    announced = text;
  }, 900);
}

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = false;
}

async function copyCode() {
  const button = byId("copy");
  const done = await navigator.clipboard.writeText(sendCode(toMessage(state.form), state.adapt)).then(() => "Copied", () => "Not allowed");
  button.textContent = done;
  setTimeout(() => (button.textContent = "Copy"), 1500);
}
