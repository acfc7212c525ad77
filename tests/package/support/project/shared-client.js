// A Worker whose requests share one client, as a service keeps it: made by the first, used by all.
import { Client } from "sessage";

let client;
/** The texts of the sends that ended here, well or not. */
const ended = [];

export default {
  async fetch(request) {
    const { config, options, message, isAbandoned } = await request.json();
    client ??= new Client(config, options);
    const sending = send(message);
    // The runtime drops what still runs once a request is answered.
    if (isAbandoned) return Response.json({});
    const result = await sending;
    return Response.json({ ...result, ended }, { status: result.code ? 500 : 200 });
  },
};

async function send(message) {
  try {
    const { messageId } = await client.send(message);
    return { messageId };
  } catch ({ code, outcome }) {
    return { code, outcome };
  } finally {
    ended.push(message.content.text);
  }
}
