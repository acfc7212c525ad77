// Where a send goes, and how.
import { useId, useRef, useState } from "preact/hooks";
import { simulator } from "../state/providers.ts";
import { findSimulator } from "../state/simulator.ts";
import { announce } from "../ui/announce.tsx";
import { lazy } from "../ui/lazy.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { OptionsForm } from "./options.tsx";
import { isLost, runs } from "./run.ts";
import { choose, target } from "./target.ts";

const Settings = lazy(() => import("./settings.tsx").then((module) => module.Settings));

const GatewayForm = lazy(() => import("./gateway-form.tsx").then((module) => module.GatewayForm));

const TARGETS = [
  { value: "simulator", label: "Simulator" },
  { value: "own", label: "Own account" },
  { value: "gateway", label: "Gateway" },
] as const;

/** The choice between the simulator and an account of the visitor's own. */
export function Where() {
  const isTried = runs.value.some(({ error }) => error?.code === "invalid_config");
  return (
    <div class="send-where">
      <Segmented
        legend="Where it goes"
        hideLegend={false}
        options={TARGETS}
        value={target.value}
        onChange={(chosen) => {
          isLost.value = false;
          void choose(chosen);
        }}
      />
      {target.value === "simulator" ? (
        <Simulator />
      ) : target.value === "gateway" ? (
        <GatewayForm />
      ) : (
        <Settings tried={isTried} />
      )}
      <OptionsForm />
    </div>
  );
}

function Simulator() {
  const id = useId();
  const found = simulator.value;
  const [address, setAddress] = useState(found ?? "http://127.0.0.1:8787");
  const [failed, setFailed] = useState("");
  const summary = useRef<HTMLElement>(null);
  const look = async () => {
    const base = URL.canParse(address) ? new URL(address) : undefined;
    const isFound = base !== undefined && (await findSimulator(new URL(`${base.href.replace(/\/$/, "")}/`)));
    if (isFound === undefined) return;
    const said = isFound ? "The simulator was found" : `No simulator answers at ${address}`;
    setFailed(isFound ? "" : said);
    if (isFound) {
      isLost.value = false;
      // The form closes, and with it the button goes that was pressed.
      if (summary.current?.parentElement?.contains(document.activeElement)) summary.current.focus();
    }
    announce(said);
  };
  return (
    <div class="send-simulator">
      <p class="quiet">
        {found === undefined ? (
          "No simulator answers here, so a message can be written and planned, not sent. Start one with make demo and name its address, or use an account of your own."
        ) : (
          <>
            It plays all four providers at <code>{found}</code>. Nothing reaches a real person.
          </>
        )}
      </p>
      <details open={found === undefined || undefined}>
        <summary ref={summary}>{found === undefined ? "The simulator's address" : "Another address"}</summary>
        <div class="send-field">
          <label for={id} class="visually-hidden">
            The simulator's address
          </label>
          <div class="send-input">
            <input
              id={id}
              type="url"
              value={address}
              aria-invalid={failed !== ""}
              aria-describedby={`${id}-hint`}
              onInput={(event) => setAddress(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) void look();
              }}
            />
            <button type="button" onClick={() => void look()}>
              Use it
            </button>
          </div>
          <p id={`${id}-hint`} class="send-hint error">
            {failed}
          </p>
        </div>
      </details>
    </div>
  );
}
