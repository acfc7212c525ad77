// Serves the consumer project to a browser. Below /fresh/NAME/ lies the installed package under an address of its own,
// so that every case starts from a module graph that nothing has initialised.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { consumer, installed } from "./consumer.mjs";

const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** `answers[name]` may decide how the wasm below /fresh/NAME/ is served: (count) => ({ status, type }). */
export async function servePages(answers = {}) {
  const asked = new Map();
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://pages").pathname));
    const count = (asked.get(path) ?? 0) + 1;
    asked.set(path, count);
    const [, name, file] = /^\/fresh\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const special = path.endsWith(".wasm") ? answers[name]?.(count) : undefined;
    if (path === "/")
      return response
        .writeHead(200, { "Content-Type": "text/html" })
        .end("<!doctype html><title>sessage</title>");
    try {
      const body = await readFile(file ? `${installed}/${file}` : `${consumer}${path}`);
      response
        .writeHead(special?.status ?? 200, {
          "Content-Type": special?.type ?? types[extname(path)] ?? "application/octet-stream",
        })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    timesAsked: (path) => asked.get(path) ?? 0,
    close: () => server.close(),
  };
}
