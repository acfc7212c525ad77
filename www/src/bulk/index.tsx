import { Panel } from "../ui/panel.tsx";

export function Bulk() {
  return <Panel title="Bulk">…</Panel>;
}
