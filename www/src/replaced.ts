// A host that has a newer build may have dropped the parts of this one that are loaded later.
import { filesIn } from "./state/files.ts";
import { writeAddress } from "./state/link.ts";
import { losable, wouldLose } from "./state/losable.ts";
import { draft } from "./state/message.ts";

losable(() => filesIn(draft.peek()).length > 0);

const WORDS =
  "There is a newer version of this page, and this one is gone. Reload now? Files, rows, results and accounts that were not kept are lost.";
const KEY = "sessage.replaced";

/** Where a part of this build is gone, brings the newer build, at the same place; once for each build. */
export function reloadWhenReplaced(): void {
  addEventListener("vite:preloadError", () => {
    // Without the kept copy, a reload without a network would lose the page.
    if (!navigator.serviceWorker?.controller || isTried()) return;
    if (wouldLose() && !confirm(WORDS)) return;
    void writeAddress().finally(() => location.reload());
  });
}

/** Whether this build was reloaded before, of which it makes a note. */
function isTried(): boolean {
  try {
    const tried = sessionStorage.getItem(KEY) === import.meta.url;
    sessionStorage.setItem(KEY, import.meta.url);
    return tried;
  } catch {
    // Where nothing can be noted, it could be reloaded again and again.
    return true;
  }
}
