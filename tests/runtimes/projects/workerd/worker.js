import * as sessage from "sessage";
import { play } from "./checks/table.js";

export default {
  async fetch(request) {
    return Response.json(await play(sessage, await request.json()));
  },
};
