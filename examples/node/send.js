// Sends one text, or says why not:
//   SESSAGE_CONFIG='{"provider":"texter","projectId":"acme","token":"…"}' node send.js +14155552671 "Hello!"
// It ends with 0 once the provider took the message, 75 where running it again later is right, 1 where the message or
// the configuration has to be mended first, and 2 where the customer may have it, so that nothing runs it again blindly.
import { Client, isSessageError, nextStep } from "sessage";

const [to, text] = process.argv.slice(2);
let config;
try {
  config = JSON.parse(process.env.SESSAGE_CONFIG);
} catch {
  // What JSON.parse says would quote the secret.
  console.error("SESSAGE_CONFIG is missing or no JSON");
  process.exit(1);
}

// #region outcome
try {
  const client = new Client(config, { adapt: "reshape" });
  const receipt = await client.send({ to, content: { type: "text", text } });
  console.log(`${receipt.provider} took it as ${receipt.messageId}`);
} catch (error) {
  if (!isSessageError(error)) throw error;
  console.error(error.message);
  for (const { path, message } of error.problems) console.error(`  ${path}: ${message}`);
  if (error.outcome !== "not_sent") process.exitCode = 2; // may be there: ask before sending again
  else process.exitCode = nextStep(error).do === "again" ? 75 : 1;
}
// #endregion
