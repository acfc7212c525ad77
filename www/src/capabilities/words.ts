// A field's limits in words.
import type { FieldCapability } from "sessage";
import { bytes } from "../ui/bytes.ts";

/** From here a size is a file's, which people count in KB and MB; a shorter one is a text's. */
const FILE_BYTES = 100_000;

/** "1 to 3 items", "up to 4,096 characters", "-90 to 90"; empty where there is no limit. */
export function limitOf({ min, max, unit }: FieldCapability): string {
  if (max === undefined) return min === undefined ? "" : `at least ${amount(min, unit)}`;
  if (min === undefined || (min === 0 && unit !== undefined)) return `up to ${amount(max, unit)}`;
  if (min === max) return `exactly ${amount(max, unit)}`;
  return `${min.toLocaleString("en")} to ${amount(max, unit)}`;
}

function amount(number: number, unit: FieldCapability["unit"]): string {
  if (unit === "bytes" && number >= FILE_BYTES) return bytes(number);
  const noun = number === 1 ? unit?.replace(/s$/, "") : unit;
  return [number.toLocaleString("en"), noun].filter(Boolean).join(" ");
}

/** All that a field's form must be: limit, format, the values it may have. */
export function rulesOf(field: FieldCapability): string[] {
  const { format = "", values } = field;
  return [limitOf(field), values ? `${format || "one of"} ${values.join(", ")}` : format].filter(Boolean);
}

/** Whose page it is. */
export function hostOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    return address;
  }
}
