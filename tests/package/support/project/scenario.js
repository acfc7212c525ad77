// What every runtime does with the package: one text through each provider. Runs unchanged in all of them.

/** Takes the package's exports and a ProviderConfig for each provider; gives what came back. */
export async function scenario(sessage, configs, sender) {
  const receipts = {};
  for (const provider of sessage.providers) {
    const client = new sessage.Client(configs[provider]);
    const receipt = await client.send({
      to: "+14155552671",
      content: { type: "text", text: `Hello from ${sender}` },
    });
    receipts[provider] = { messageId: receipt.messageId, attempts: receipt.attempts };
    client.free();
  }
  return receipts;
}
