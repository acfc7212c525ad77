// What the benchmarks send.
const row = (index) => ({ id: `row-${index}`, title: `Row ${index}`, description: `What row ${index} is for` });
const list = (rows) => ({ type: "list", text: "Choose one", button: "Open", sections: [{ title: "All", rows }] });
const rows = Array.from({ length: 10 }, (_, index) => row(index));

export const to = "+85256872847";
/** Phone numbers that all differ. */
export const phone = (index) => `+8525${String(index).padStart(7, "0")}`;
export const text = { type: "text", text: "Your order has left and arrives tomorrow." };
export const tenRows = list(rows);

/** Each with an error of another kind. */
export const faulty = [
  { to: "ann", content: text },
  { to, content: { type: "text" } },
  { to, content: { type: "text", text: "" } },
  { to, content: { type: "text", text: "x".repeat(4097) } },
  { to, content: { type: "text", text: "x", size: 1 } },
  { to, content: list([...rows, row(10)]) },
  { to, content: list([row(0), row(0)]) },
  { to, content: list([{ ...row(0), title: "x".repeat(25) }]) },
  { to, content: { ...list(rows), button: 5 } },
  { to, content: { ...list(rows), sections: [{ rows: [row(0)] }, { rows: [row(1)] }] } },
];
