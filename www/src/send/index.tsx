import { Panel } from "../ui/panel.tsx";

export function Send() {
  return <Panel title="Send">…</Panel>;
}
