import * as sessage from "sessage/inline";
import { play } from "./checks/table.js";

console.log(JSON.stringify(await play(sessage, JSON.parse(process.argv[2]))));
