// Leads from a problem to what it is about.
import { batch, signal } from "@preact/signals";
import { get } from "../state/message.ts";
import { announce } from "../ui/announce.tsx";
import { nearest } from "./placing.ts";

/** The message as a form, or as JSON. */
export const mode = signal<"form" | "json">("form");

/** The place that the JSON view is to show as soon as it can. */
export const sought = signal<string | undefined>(undefined);

/** The field that the list of problems led to last. */
export const led = signal<string | undefined>(undefined);

/** Brings the field at the path into view and into focus, or what is nearest around it, or its place in the JSON. */
export function leadTo(path: string): void {
  if (mode.peek() === "json") {
    sought.value = path;
    return;
  }
  const at = nearest(path, (path) => placeAt(path) !== null);
  const place = placeAt(at);
  // What is within a field is written in that field.
  const shown = at === path || place?.classList.contains("field") === true;
  if (!shown && get(path) !== undefined) {
    batch(() => {
      mode.value = "json";
      sought.value = path;
    });
    announce("The form has no field for this, so the JSON shows it");
    return;
  }
  led.value = at;
  for (let around = place?.closest("details"); around; around = around.parentElement?.closest("details")) {
    around.open = true;
  }
  const controls = [...(place?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
  const control = controls.find((one) => one.checkVisibility()) ?? place?.querySelector("input");
  control?.focus({ preventScroll: true });
  (control ?? place)?.scrollIntoView({ block: "center" });
}

const CONTROLS = "input:not([type=radio]), input[type=radio]:checked, textarea, select, button, summary";
const placeAt = (path: string) => document.querySelector(`[data-form] [data-path="${CSS.escape(path)}"]`);
