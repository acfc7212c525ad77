// A Worker that makes a run of many messages on request.
import * as sessage from "sessage";
import { runs } from "./bulk.js";

export default {
  async fetch(request) {
    const { name, configs } = await request.json();
    return Response.json(await runs[name](sessage, configs));
  },
};
