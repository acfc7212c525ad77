// One way in a process of its own, started by turns.mjs:  runner.mjs MODULE NAME SETTING
const [module, name, setting] = process.argv.slice(2);
const { ways } = await import(module);
const run = await ways[name](JSON.parse(setting));

process.on("message", async (size) => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await run(size);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  process.send({ ms, cpuMs: (user + system) / 1000 });
});
// Timers that a way leaves behind must not keep the process.
process.on("disconnect", () => process.exit());
process.send("ready");
