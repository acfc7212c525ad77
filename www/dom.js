// Making elements. Whatever a user or a provider wrote goes in as text, never as markup.

const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "hidden", "open", "src", "controls"]);

/** Makes an element; children are nodes, text, or lists of these; null and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** A link that opens beside the page, or nothing where the address is not one for a browser. */
export function sourceLink(address, label) {
  if (!/^https?:\/\//.test(address ?? "")) return null;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", class: "source" }, label);
}

/** The first element with this id; the page's own markup guarantees it. */
export const byId = (id) => document.getElementById(id);
