import * as sessage from "sessage/inline";
import { play } from "./checks/table.js";

globalThis.run = (setting) => play(sessage, setting);
