import { render } from "preact";
import { App } from "./app.tsx";
import { load } from "./package.ts";
import { followAddress } from "./state/link.ts";
import { findSimulator } from "./state/simulator.ts";
import "./style/base.css";

void load();
await Promise.all([followAddress(), findSimulator()]);
const place = document.getElementById("app");
if (place) render(<App />, place);
