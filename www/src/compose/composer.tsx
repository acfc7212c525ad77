import { Panel } from "../ui/panel.tsx";

export function Composer() {
  return <Panel title="Message">…</Panel>;
}
