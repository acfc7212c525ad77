import * as sessage from "sessage/inline";
import { play } from "./shared/table.js";

console.log(JSON.stringify(await play(sessage, JSON.parse(process.argv[2]))));
