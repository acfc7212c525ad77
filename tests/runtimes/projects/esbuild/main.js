import * as sessage from "sessage";
import { play } from "./checks/table.js";

globalThis.run = (setting) => play(sessage, setting);
