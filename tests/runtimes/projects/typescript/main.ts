// Resolved through the package's own exports map, in the way of Node and in the way of bundlers.
import init, * as sessage from "sessage";
import inlineInit, { providers } from "sessage/inline";
import module from "sessage/sessage_bg.wasm";

export const loaded: Promise<void>[] = [init(), init(module), inlineInit()];
export const names: readonly string[] = [...providers, ...sessage.providers];
