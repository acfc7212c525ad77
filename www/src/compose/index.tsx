import { Output } from "../output/index.tsx";
import { Preview } from "../preview/index.tsx";
import { Send } from "../send/near.tsx";
import { Composer } from "./composer.tsx";
import "./compose.css";

/** The page where one message is written, seen, and sent. */
export function Compose() {
  return (
    <div class="compose">
      <div class="compose-form">
        <Composer />
      </div>
      <div class="compose-preview">
        <Preview />
      </div>
      <div class="compose-output">
        <Output />
      </div>
      <div class="compose-send">
        <Send />
      </div>
    </div>
  );
}
