import { Panel } from "../ui/panel.tsx";

export function Preview() {
  return <Panel title="Preview">…</Panel>;
}
