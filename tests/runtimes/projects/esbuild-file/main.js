import * as sessage from "sessage";
import wasm from "sessage/sessage_bg.wasm";
import { play } from "./checks/table.js";

const init = () => sessage.default(new URL(String(wasm), import.meta.url));

globalThis.run = (setting) => play({ ...sessage, default: init }, setting);
