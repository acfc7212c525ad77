// A Worker that hands an error's JSON on by a remote call and by a queue, and answers with what came out at the end.
import { WorkerEntrypoint } from "cloudflare:workers";
import { SessageError, isSessageError, nextStep } from "sessage";

const told = (json) => {
  const error = SessageError.from(json);
  return { json: error.toJSON(), is: isSessageError(error), step: nextStep(error, { now: 0 }) };
};
/** What came out of the queue; a promise that another request keeps would not do. */
let queued;

export class Other extends WorkerEntrypoint {
  take(json) {
    return told(json);
  }
}

export default {
  async fetch(request, { OTHER, QUEUE }) {
    const error = SessageError.from(await request.json());
    await QUEUE.send(error.toJSON());
    const taken = await OTHER.take(error.toJSON());
    while (!queued) await new Promise((resolve) => setTimeout(resolve, 10));
    return Response.json([taken, queued]);
  },
  async queue({ messages }) {
    queued = told(messages[0].body);
  },
};
