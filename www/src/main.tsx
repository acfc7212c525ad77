import { render } from "preact";
import { App } from "./app.tsx";
import { load } from "./package.ts";
import { reloadWhenReplaced } from "./replaced.ts";
import { followAddress } from "./state/link.ts";
import { findSimulator } from "./state/simulator.ts";
import "./style/base.css";

/** How long the page waits for a simulator, in milliseconds: one that answers later is taken over when it does. */
const PATIENCE = 1_000;

void load();
reloadWhenReplaced();
await Promise.all([
  followAddress(),
  Promise.race([findSimulator(), new Promise((done) => setTimeout(done, PATIENCE))]),
]);
const place = document.getElementById("app");
if (place) render(<App />, place);
