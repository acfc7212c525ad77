import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const simulator = process.env.SESSAGE_SIMULATOR ?? "http://127.0.0.1:8787";

export default defineConfig({
  // Relative, so that the built page works below any path.
  base: "./",
  // The page runs the package as it is published.
  resolve: { alias: { sessage: at("../pkg/browser.js") } },
  build: {
    outDir: at("../build/www"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // Every browser that the page runs in preloads modules by itself.
    modulePreload: { polyfill: false },
    // What the first view needs is one file: compressed together, it is smaller than in pieces.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "page", tags: ["$initial"] }] } } },
  },
  server: {
    fs: { allow: [at("..")] },
    proxy: Object.fromEntries(
      ["_simulator", "islash", "connectly", "texter", "yeastar"].map((path) => [`/${path}`, simulator]),
    ),
  },
  plugins: [
    VitePWA({
      registerType: "autoUpdate",
      injectRegister: "script-defer",
      manifest: {
        name: "sessage",
        short_name: "sessage",
        description: "One message, four messaging providers",
        start_url: "./",
        display: "standalone",
        icons: [{ src: "favicon.svg", sizes: "any", type: "image/svg+xml" }],
      },
      workbox: {
        globPatterns: ["**/*.{html,js,css,svg,wasm}"],
        maximumFileSizeToCacheInBytes: 8_000_000,
        // The page is one file, and what else this host has is not the page's.
        navigateFallback: null,
        // Without them a new build waits until every tab of the old one is closed.
        skipWaiting: true,
        clientsClaim: true,
      },
    }),
  ],
});
