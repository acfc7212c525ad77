// A provider that answers at once, in a process of its own. Its one answer is a success to every library here.
import { fork } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(import.meta.url);

export async function startServer() {
  const child = fork(file);
  const port = await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", () => reject(new Error("the server did not start")));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.disconnect() };
}

if (process.argv[1] === file) {
  const id = "01FPW47QF69Y5JZH24605VAK00";
  const answer = Buffer.from(JSON.stringify({ id, messages: [{ id }], message_uuid: id }));
  const headers = { "Content-Type": "application/json", "Content-Length": answer.length };
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(201, headers).end(answer));
  });
  // Connections outlive the turns of the others.
  server.keepAliveTimeout = 600_000;
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
  process.on("disconnect", () => process.exit());
}
