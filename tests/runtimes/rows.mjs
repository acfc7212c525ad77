// Every runtime and bundler, a row each: its project, how it is run, and whether init is needed there.
import { bundleForEdge } from "./support/edge-bundle.mjs";
import { edge, page, program, viteDev, worker } from "./support/ways.mjs";

const deno = ["deno", "run", "--quiet", "--no-lock", "--allow-read", "--allow-net", "main.js"];
const esbuild = ["esbuild", "main.js", "--bundle", "--log-level=warning", "--outdir=dist"];
const rollup = ["rollup", "main.js", "--plugin", "node-resolve", "--dir", "dist", "--silent"];
const inPage = { way: page, needsInit: true };

export const rows = [
  { name: "Node, import", project: "node-import", way: program, command: ["node", "main.js"] },
  { name: "Node, require", project: "node-require", way: program, command: ["node", "--no-warnings", "main.js"] },
  { name: "Node, inline", project: "node-inline", way: program, command: ["node", "main.js"] },
  { name: "Deno", project: "deno", way: program, command: deno },
  { name: "Bun", project: "bun", way: program, command: ["bun", "main.js"] },
  { name: "workerd, by wrangler", project: "workerd", way: worker },
  { name: "edge-runtime", project: "edge-runtime", way: edge, build: bundleForEdge },
  { name: "Vite, dev", project: "vite", folder: "vite-dev", way: viteDev, needsInit: true },
  { name: "Vite, build", project: "vite", ...inPage, build: ["vite", "build", "--logLevel", "warn"], output: "/dist" },
  { name: "webpack", project: "webpack", ...inPage, build: ["node", "build.js"] },
  { name: "esbuild, wasm copied", project: "esbuild", ...inPage, build: [...esbuild, "--format=esm"], isBeside: true },
  {
    ...{ name: "esbuild, wasm imported", project: "esbuild-file", ...inPage },
    build: [...esbuild, "--format=esm", "--loader:.wasm=file"],
  },
  { name: "esbuild, inline", project: "esbuild-inline", way: page, build: esbuild },
  { name: "Rollup, wasm copied", project: "rollup", ...inPage, build: rollup, isBeside: true },
  { name: "Rollup, inline", project: "rollup-inline", way: page, build: rollup },
  { name: "page with a script tag", project: "page", ...inPage },
  { name: "the same, inline", project: "page-inline", way: page },
  { name: "service worker", project: "service-worker", ...inPage },
];
