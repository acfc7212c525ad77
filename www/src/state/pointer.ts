// JSON Pointers (RFC 6901): where a field stands in the message, for forms and problems alike.

export type Key = string | number;

/** `/content/rows/0` of `["content", "rows", 0]`. */
export function pointer(keys: readonly Key[]): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The keys of a pointer, as text. */
export function keysOf(path: string): string[] {
  return path
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at the path, or undefined. */
export function read(root: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === "object" && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    root,
  );
}

/**
 * A copy with this value at the path. Objects that are missing on the way are made; `undefined` takes the member away,
 * and the objects around it that have no other.
 */
export function write(root: unknown, path: string, value: unknown): unknown {
  const [key, ...rest] = keysOf(path);
  if (key === undefined) return value;
  const inner = write(read(root, pointer([key])), pointer(rest), value);
  if (Array.isArray(root)) {
    const index = Number(key);
    return root.toSpliced(index, 1, ...(inner === undefined ? [] : [inner]));
  }
  const members = isObject(root) ? root : {};
  const bare = value === undefined && isObject(inner) && Object.keys(inner).length === 0;
  if (inner !== undefined && !bare) return { ...members, [key]: inner };
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== key));
}

/** A copy whose list at the path has one item moved. */
export function move(root: unknown, path: string, from: number, to: number): unknown {
  const list = listAt(root, path);
  return write(root, path, list.toSpliced(from, 1).toSpliced(to, 0, list[from]));
}

/** The list at the path; empty where there is none. */
export function listAt(root: unknown, path: string): unknown[] {
  const list = read(root, path);
  return Array.isArray(list) ? list : [];
}

/** Deeper than any message, and not so deep that writing it out again fails. */
const DEEPEST = 200;

/** Whether a value is nested no deeper than a message may sensibly be. */
export function isShallow(value: unknown, levels = DEEPEST): boolean {
  if (value === null || typeof value !== "object" || value instanceof Blob) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

/** Whether a value has members: neither null, nor a list, nor a file. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Blob);
}
