import * as sessage from "./node_modules/sessage/browser.js";
import { play } from "./checks/table.js";

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  if (event.request.method === "POST" && event.request.url.endsWith("/run")) event.respondWith(answer(event.request));
});

async function answer(request) {
  return Response.json(await play(sessage, await request.json()));
}
