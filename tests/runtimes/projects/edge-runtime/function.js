import * as sessage from "sessage";
import { play } from "./checks/table.js";

addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

async function answer(request) {
  return Response.json(await play(sessage, await request.json()));
}
