// #region first
import init, { Client } from "sessage";

await init(); // browsers need it, other runtimes do not mind it
const client = new Client({
  provider: "islash",
  baseUrl: "http://127.0.0.1:8787/islash/api/public",
  token: "sim-islash-token-7f3a",
  session: "sim-islash-session-91c2",
});
const message = { to: "+85256872847", content: { type: "text", text: "Your parcel is on its way." } };
console.log(await client.send(message)); // the receipt; what fails throws a SessageError
// #endregion

// #region plan
import { capabilities, measure } from "sessage";

const plan = client.plan(message, { adapt: "reshape" }); // sends nothing
plan.problems;         // what is still wrong; with an error among them, requests is []
plan.changes;          // what would be changed: path, kind, and words for a person
plan.requests[0].curl; // a line for your shell; secrets stand as MASKED_<field>

await client.send(message, { adapt: "reshape" }); // does what the plan says

capabilities("texter").content.list.fields["sections/*/rows/*/title"].max; // 24
measure("👍🏽"); // { characters: 2, utf16: 4, utf8: 8 }: limits count characters, which are code points
// #endregion

console.log("A plan masks the token:", /x-user-token: MASKED_token/i.test(plan.requests[0].curl));

// #region window
const yeastar = new Client({
  provider: "yeastar",
  baseUrl: "http://127.0.0.1:8787/yeastar",
  clientId: "sim-yeastar-client",
  clientSecret: "sim-yeastar-secret-8e07",
  from: "+15550193510",
});
const [template] = await yeastar.templates({ channelId: 1, search: "login_code" });
const { name, id, templateId, language } = template;

await yeastar.send({
  ...message,
  lastInboundAt: 1763712000000, // when the customer last wrote
  fallback: { type: "template", name, id, templateId, language, body: ["Ann"] }, // sent instead once the window is closed
});
// #endregion

const content = message.content;
const recipients = ["+85256872847", "+14155552671"];
const messages = recipients.map((to) => ({ to, content }));

// #region many
const run = client.sendMany(messages, { concurrency: 16, perSecond: 20 });
for await (const { index, outcome, receipt, error } of run) {
  // one result a message, in the order in which they end; those to one recipient leave in order
}
await client.broadcast(content, recipients).done(); // one content, read and checked once
// #endregion
