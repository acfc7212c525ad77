// Leads from a problem to what it is about.
import { signal } from "@preact/signals";
import { nearest } from "./placing.ts";

/** The message as a form, or as JSON. */
export const mode = signal<"form" | "json">("form");

/** Shows a place of the JSON; set while its editor is there. */
export const inEditor: { reveal?: (path: string) => void } = {};

/** Brings the field at the path, or what is nearest around it, into view and into focus. */
export function leadTo(path: string): void {
  if (mode.peek() === "json") {
    inEditor.reveal?.(path);
    return;
  }
  const at = nearest(path, (path) => placeAt(path) !== null);
  const place = placeAt(at) ?? document.querySelector("[data-form]");
  for (let around = place?.closest("details"); around; around = around.parentElement?.closest("details")) {
    around.open = true;
  }
  const control = [...(place?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find((one) => one.checkVisibility());
  control?.focus({ preventScroll: true });
  (control ?? place)?.scrollIntoView({ block: "center" });
}

const CONTROLS = "input:not([type=radio]), input[type=radio]:checked, textarea, select, button, summary";
const placeAt = (path: string) => document.querySelector(`[data-form] [data-path="${CSS.escape(path)}"]`);
