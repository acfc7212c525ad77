// A Worker and an edge function: the scenario on request.
import * as sessage from "sessage";
import { scenario } from "./scenario.js";

export default {
  async fetch(request) {
    const { configs, sender } = await request.json();
    return Response.json(await scenario(sessage, configs, sender));
  },
};
