import { Columns } from "./columns.tsx";
import { FirstRows } from "./first-rows.tsx";
import { MessagePanel } from "./message-panel.tsx";
import { Rows } from "./rows.tsx";
import { Run } from "./run-panel.tsx";
import "./bulk.css";
import "./reading.ts";

/** The page where one message becomes many: rows, columns, a check, and the run. */
export function Bulk() {
  return (
    <div class="bulk">
      <div class="bulk-make">
        <MessagePanel />
        <Rows />
        <Columns />
      </div>
      <div class="bulk-send">
        <FirstRows />
        <Run />
      </div>
    </div>
  );
}
