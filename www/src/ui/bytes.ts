const UNITS = ["bytes", "KB", "MB", "GB"];

/** A size as people write it: in the thousands, of 1024 or of 1000, that make it a whole number, else of 1024. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} ${size === 1 ? "byte" : "bytes"}`;
  const of = (thousand: number) => {
    const step = Math.min(3, Math.floor(Math.log(size) / Math.log(thousand)));
    return { amount: size / thousand ** step, unit: UNITS[step] };
  };
  const [binary, decimal] = [of(1024), of(1000)];
  const { amount, unit } = Number.isInteger(decimal.amount) && !Number.isInteger(binary.amount) ? decimal : binary;
  return `${amount.toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
}
