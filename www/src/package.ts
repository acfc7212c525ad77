// The package, loaded once: everything else may call it once `loading` says "ready".
import { signal } from "@preact/signals";
import init from "sessage";

/** Whether the package can be called: its module is loading, ready, or failed with these words. */
export const loading = signal<"loading" | "ready" | { failed: string }>("loading");

/** Loads the package's module. */
export async function load(): Promise<void> {
  loading.value = "loading";
  try {
    await init();
    loading.value = "ready";
    document.documentElement.dataset["package"] = "ready";
  } catch (error) {
    loading.value = { failed: error instanceof Error ? error.message : String(error) };
  }
}
