// Sends once to each address, and prints what came of it.
import { Client, isSessageError } from "sessage";

const urls = JSON.parse((globalThis.Deno?.args ?? process.argv.slice(2))[0]);
const found = {};
for (const [name, baseUrl] of Object.entries(urls)) {
  const client = new Client({ provider: "islash", baseUrl, token: "t", session: "s" }, { retry: false, timeoutMs: 10_000 });
  const message = { to: "+14155552671", content: { type: "text", text: "Hello" } };
  found[name] = await client.send(message).then(
    ({ messageId }) => ({ messageId }),
    (error) => {
      if (!isSessageError(error)) return { thrown: String(error?.stack ?? error) };
      const { code, outcome, retryable, message } = error;
      return { code, outcome, retryable, message };
    },
  );
  client.free();
}
console.log(JSON.stringify(found));
