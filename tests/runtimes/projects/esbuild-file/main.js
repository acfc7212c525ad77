import * as sessage from "sessage";
import wasm from "sessage/sessage_bg.wasm";
import { play } from "./shared/table.js";

const init = () => sessage.default(new URL(wasm, import.meta.url));

globalThis.run = (setting) => play({ ...sessage, default: init }, setting);
