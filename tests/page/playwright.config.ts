// The built page, served by the simulator, in Chromium. Each worker has a simulator of its own, since faults and
// records belong to the whole of one.
import { defineConfig } from "@playwright/test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = process.env.SESSAGE_PAGE ?? "build/www";
const target = process.env.CARGO_TARGET_DIR ?? "target";
export const firstPort = Number(process.env.SESSAGE_PAGE_PORT ?? 8790);
const workers = 2;

export default defineConfig({
  testDir: ".",
  outputDir: `${root}/build/page-results`,
  workers,
  updateSnapshots: process.env.SESSAGE_BLESS ? "all" : "none",
  fullyParallel: true,
  reporter: [["list"]],
  // A busy machine can starve the browser; what needs a second try is named in the summary.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  // Kept as files for README, so they are compared only so far that fonts and antialiasing of another machine pass.
  snapshotPathTemplate: `${root}/docs/images/{arg}{ext}`,
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixelRatio: 0.15, threshold: 0.3, animations: "disabled" } },
  use: {
    launchOptions: {
      executablePath: process.env.CHROME ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
    },
    viewport: { width: 1360, height: 900 },
    colorScheme: "light",
    // One that keeps the page for offline use would load all of it in each test; the test of that allows it.
    serviceWorkers: "block",
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
  },
  webServer: Array.from({ length: workers }, (_, index) => ({
    cwd: root,
    command: `${target}/debug/sessage-simulator --port ${firstPort + index} --static /=${page} --static /below/any/path=${page}`,
    url: `http://127.0.0.1:${firstPort + index}/_simulator/health`,
    reuseExistingServer: false,
  })),
});
