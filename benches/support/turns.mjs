// Ways of doing the same, side by side. Each has a process of its own, so that none pays for what another leaves
// behind, and they take turns, so that what slows the machine slows all of them.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./median.mjs";

const runner = fileURLToPath(new URL("runner.mjs", import.meta.url));

/**
 * The medians over some rounds of `size` calls, by name: elapsed time and CPU time, all threads of the process counted.
 * `module` exports `ways`: of each name, a function that takes `setting` and gives the function to be measured.
 */
export async function takeTurns({ module, names, setting = {}, size, rounds, warmUps = 1 }) {
  const runners = await Promise.all(names.map((name) => start(module, name, setting)));
  const results = names.map(() => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const index = (turn + round + warmUps) % names.length;
      const result = await runners[index].run(size);
      if (round >= 0) results[index].push(result);
    }
  }
  for (const { end } of runners) end();
  const medianOf = (index, key) => median(results[index].map((result) => result[key]));
  return Object.fromEntries(
    names.map((name, index) => [name, { ms: medianOf(index, "ms"), cpuMs: medianOf(index, "cpuMs") }]),
  );
}

async function start(module, name, setting) {
  const child = fork(runner, [module.href, name, JSON.stringify(setting)]);
  const heard = () =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`"${name}" ended before its turn was over`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  await heard();
  return {
    run(size) {
      child.send(size);
      return heard();
    },
    end: () => child.disconnect(),
  };
}
