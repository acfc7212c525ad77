// Sends one content to every number of a file, and goes on where it stopped when it is run again:
//   bun broadcast.ts numbers.txt content.json
// The checkpoint lies beside the numbers until all are done. It names recipients: keep it as you keep them.
import { rename } from "node:fs/promises";
import { Client, type Content } from "sessage";

const [numbers = "numbers.txt", contentFile = "content.json"] = Bun.argv.slice(2);
const recipients = (await Bun.file(numbers).text()).split("\n").filter(Boolean);
const content: Content = await Bun.file(contentFile).json();
let config;
try {
  config = JSON.parse(Bun.env.SESSAGE_CONFIG ?? "");
} catch {
  // What JSON.parse says would quote the secret.
  console.error("SESSAGE_CONFIG is missing or no JSON");
  process.exit(1);
}
const client = new Client(config);

// #region resume
const file = `${numbers}.checkpoint.json`;
const saved = Bun.file(file);
const resume = (await saved.exists()) ? await saved.json() : undefined;
const run = client.broadcast(content, recipients, { concurrency: 8, perSecond: 20, ...(resume && { resume }) });

for await (const { to, outcome, error } of run) {
  // Before the next result is asked for; and beside the old one, which stays whole until the new one is.
  await Bun.write(`${file}.new`, JSON.stringify(run.checkpoint()));
  await rename(`${file}.new`, file);
  console.log(outcome, to, error?.code ?? "");
}
await saved.delete();
// #endregion

const { sent, notSent, partial, unknown } = run.progress;
console.log(`${sent} sent, ${notSent} not sent, ${partial} in part, ${unknown} unknown`);
