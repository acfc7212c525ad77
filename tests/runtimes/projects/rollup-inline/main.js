import * as sessage from "sessage/inline";
import { play } from "./shared/table.js";

globalThis.run = (setting) => play(sessage, setting);
