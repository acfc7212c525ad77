import { Panel } from "../ui/panel.tsx";

export function Output() {
  return <Panel title="Output">…</Panel>;
}
