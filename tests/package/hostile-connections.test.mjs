// Connections that break off or speak no HTTP: where a request has left, they leave it open whether the message was sent.
import { test } from "node:test";
import { answering, speaking } from "./support/answering.mjs";
import {
  Client,
  aimed,
  direct,
  failure,
  once,
  options,
  providers,
} from "./support/hostile.mjs";
import { UNREADABLE, BROKEN, each } from "./support/refused.mjs";

// Connections that the simulator cuts are rows of the table of faults.
const spoken = {
  "no byte": ["", BROKEN],
  "no HTTP": ["SSH-2.0-OpenSSH_9\r\n", BROKEN],
  "half a status line": ["HTTP/1.1 20", BROKEN],
  "half the headers": ["HTTP/1.1 200 OK\r\nContent-Type: appl", BROKEN],
  "a header with NUL": ["HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n{}", BROKEN],
  "a body shorter than told": ['HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"id":"71"}', BROKEN],
  "a chunk that breaks off": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", BROKEN],
  "a chunk size that is none": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n", BROKEN],
  "two lengths": ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc", BROKEN],
  "a length below zero": ["HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}", BROKEN],
  "101": ["HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", BROKEN],
  "100 and then nothing": ["HTTP/1.1 100 Continue\r\n\r\n", BROKEN],
  "103 and then 204": ["HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", UNREADABLE],
  "no length, to its end": ["HTTP/1.1 200 OK\r\n\r\n{}", UNREADABLE],
};
for (const [name, [bytes, expected]] of Object.entries(spoken)) {
  test(`a server that says ${name}`, options, async () => each(await speaking((socket) => socket.end(bytes)), expected));
}
test("statuses that HTTP does not know", options, async () => {
  for (const status of ["999", "600", "099", "000"]) {
    const server = await speaking((socket) => socket.end(`HTTP/1.1 ${status} X\r\nContent-Length: 2\r\n\r\n{}`));
    await each(server, { outcome: "unknown", retryable: false });
  }
});
test("a connection that is reset", options, async () => {
  await each(await speaking((socket) => socket.resetAndDestroy()), BROKEN);
});
test("an answer that never comes, or never ends, is cut by the timeout", options, async () => {
  const silent = await speaking(() => {});
  const dripping = await answering((_, response) => {
    response.writeHead(200).write("{");
    const timer = setInterval(() => response.write(" "), 10);
    response.once("close", () => clearInterval(timer));
  });
  for (const server of [silent, dripping]) {
    for (const provider of providers) {
      const client = new Client(aimed(provider, server.url), { ...once, timeoutMs: 150 });
      await failure(client.send(direct(provider)), { code: "timeout", outcome: "unknown", retryable: false, attempts: 1 });
    }
    server.stop();
  }
});
