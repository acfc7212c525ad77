// The simulator that scripts/test.mjs started.
import assert from "node:assert/strict";
import { configs } from "../../../scripts/simulator.mjs";

export const url = process.env.SESSAGE_SIMULATOR;
assert.ok(url, "SESSAGE_SIMULATOR names no simulator: run these tests by `make test-package` or `make test-runtimes`");
export const config = await configs(url, { login: false });
