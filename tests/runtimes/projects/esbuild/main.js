import * as sessage from "sessage";
import { play } from "./shared/table.js";

globalThis.run = (setting) => play(sessage, setting);
