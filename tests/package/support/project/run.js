// The entry for Node, Deno and Bun:  run.js NAME CONFIGS
import init, * as sessage from "sessage";
import { scenario } from "./scenario.js";

const [sender, configs] = process.argv.slice(2);
await init();
console.log(JSON.stringify(await scenario(sessage, JSON.parse(configs), sender)));
