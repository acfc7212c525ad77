// Servers of a test's own, for answers that the simulator does not give.
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createSocket } from "node:net";

async function listening(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sockets = new Set();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, stop, server };
}

/** A server whose handler gets (request, response, body) for each request; `requests` counts them. */
export async function answering(handler) {
  const served = { requests: 0 };
  const server = createServer(async (request, response) => {
    served.requests += 1;
    const parts = [];
    try {
      for await (const part of request) parts.push(part);
      await handler(request, response, Buffer.concat(parts));
    } catch {
      response.destroy();
    }
  });
  return Object.assign(served, await listening(server));
}

/** A server that writes bytes of its own once a request has arrived whole, then closes. */
export async function speaking(speak) {
  const served = { requests: 0 };
  const server = createSocket((socket) => {
    let seen = "";
    socket.on("data", (part) => {
      seen += part.toString("latin1");
      const end = seen.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(seen)?.[1] ?? 0);
      const chunked = /transfer-encoding: chunked/i.test(seen);
      if (chunked ? !seen.endsWith("0\r\n\r\n") : seen.length < end + 4 + length) return;
      seen = "";
      served.requests += 1;
      speak(socket);
    });
  });
  return Object.assign(served, await listening(server));
}
