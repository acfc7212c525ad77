// Shows what a message would become, as lines for a shell with the secrets masked, and sends it if asked to:
//   deno task preview message.json
//   deno task send message.json
import { Client, type Message } from "sessage";

const send = Deno.args.includes("--send");
const [file] = Deno.args.filter((argument) => !argument.startsWith("--"));
const message: Message = JSON.parse(await Deno.readTextFile(file));
let config;
try {
  config = JSON.parse(Deno.env.get("SESSAGE_CONFIG") ?? "");
} catch {
  // What JSON.parse says would quote the secret.
  console.error("SESSAGE_CONFIG is missing or no JSON");
  Deno.exit(1);
}

// #region preview
const client = new Client(config, { adapt: "reshape" });
const { problems, changes, requests } = client.plan(message);
for (const { severity, path, message } of problems) console.log(`${severity} ${path}: ${message}`);
for (const { path, message } of changes) console.log(`change ${path}: ${message}`);
for (const { curl } of requests) console.log(curl);
// #endregion

if (requests.length === 0) Deno.exit(1);
if (send) {
  const { messageId, parts } = await client.send(message);
  console.log(`sent ${messageId}, ${parts.length} in all`);
}
