// A Worker that plays a case of the table of faults on request.
import * as sessage from "sessage";
import { play } from "./faults.js";

export default {
  async fetch(request) {
    const { setting, chosen } = await request.json();
    return Response.json(await play(sessage, setting, chosen));
  },
};
