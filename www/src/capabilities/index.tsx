import { Panel } from "../ui/panel.tsx";

export function Capabilities() {
  return <Panel title="Capabilities">…</Panel>;
}
