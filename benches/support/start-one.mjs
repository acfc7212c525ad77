// Prints the milliseconds from the import of one of the starters to its first body:  start-one.mjs FILE
// Node loads its fetch when it is first used, which every send does; so that is done before.
await new Response("").text();
const began = performance.now();
const { start } = await import(process.argv[2]);
if (!(await start())) throw new Error("no body was built");
const ms = performance.now() - began;
process.stdout.write(String(ms), () => process.exit());
