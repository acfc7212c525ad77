// Makes what a caller hands in plain JSON text, under a catch: a getter that throws, a Proxy or a cycle must never meet a
// wasm frame. What JSON cannot say is marked at its place, so that Rust reports it there with its path.
//
// A mark is an object whose one key is NUL. A caller's own key that starts with NUL gets another one, so no caller can
// write a mark; and so does the key by which Rust's reader of JSON knows a number.
const MARK = "\0";
const NUMBER = "$serde_json::private::Number";
const MAX_DEPTH = 64;
const MAX_PARTS = 100_000;
// What the texts of a message may have together in UTF-8, and as much its names of fields. What does not fit is marked where
// it is, and not copied: the module's memory never shrinks.
const MAX_BYTES = 1024 * 1024;

/**
 * The value as text for Rust, and the Blobs taken out of it. Never throws. `scale` is for what may be many times as large
 * as a message.
 */
export function plain(value, scale = 1) {
  const room = () => ({ limit: MAX_BYTES * scale, most: 0, counted: [], bytes: undefined });
  const state = { parts: 0, maxParts: MAX_PARTS * scale, texts: room(), names: room(), blobs: [], files: [], ancestors: [] };
  let text;
  try {
    text = write(value, 0, state) ?? mark("nothing");
  } catch {
    state.blobs = [];
    state.files = [];
    text = mark(state.tooLarge ?? "a value that cannot be read");
  }
  return { text: `{"value":${text},"files":[${state.files.join(",")}]}`, blobs: state.blobs };
}

function mark(what) {
  return `{"\\u0000":${JSON.stringify(what)}}`;
}

// The state itself is thrown: told by identity, since what a caller's Proxy throws may throw again when it is looked at.
function giveUp(why, state) {
  state.tooLarge = why;
  throw state;
}

function write(value, depth, state) {
  state.parts += 1;
  if (state.parts > state.maxParts) giveUp(`a value with more than ${state.maxParts} parts`, state);
  switch (typeof value) {
    case "string":
      return writeString(value, state);
    case "number":
      return Number.isFinite(value) ? String(value) : mark(String(value));
    case "boolean":
      return String(value);
    case "undefined":
      return undefined;
    case "object":
      return value === null ? "null" : writeObject(value, depth, state);
    default:
      return mark(typeof value === "function" ? "function" : `a ${typeof value}`);
  }
}

// What JSON escapes, and what may be half of a surrogate pair. One look for both is much of this walk's speed.
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
// Messages have few names, and each again and again.
const keys = new Map();
const MAX_KEYS = 256;

function writeString(text, state) {
  const total = beyond(text, state.texts);
  if (total) return mark(`text:${total}`);
  if (!SPECIAL.test(text)) return `"${text}"`;
  return LONE_SURROGATE.test(text) ? mark("lone surrogate") : JSON.stringify(text);
}

// With the colon behind it.
function writeKey(key) {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const written = `${escapedKey(key)}:`;
  if (keys.size < MAX_KEYS && key.length < 32) keys.set(key, written);
  return written;
}

function escapedKey(key) {
  const wellFormed = key.replace(/\p{Surrogate}/gu, "\uFFFD");
  const isMark = wellFormed.startsWith(MARK) || wellFormed === NUMBER;
  return JSON.stringify(isMark ? MARK + wellFormed : wellFormed);
}

// How many bytes there would be with this text, where that is more than there is room for; else it is counted. As long as
// three bytes for each UTF-16 unit fit, as in almost every message, nothing is measured.
function beyond(text, room) {
  if (room.bytes === undefined) {
    room.most += text.length * 3;
    if (room.most <= room.limit) {
      room.counted.push(text);
      return 0;
    }
    room.bytes = room.counted.reduce((sum, counted) => sum + utf8(counted), 0);
    room.counted = [];
  }
  const total = room.bytes + utf8(text);
  if (total > room.limit) return total;
  room.bytes = total;
  return 0;
}

function utf8(text) {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair is two of its four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return bytes;
}

function writeObject(value, depth, state) {
  const { ancestors } = state;
  for (let index = 0; index < depth; index += 1) if (ancestors[index] === value) return mark("a cycle");
  if (depth >= MAX_DEPTH) return mark(`nesting deeper than ${MAX_DEPTH} levels`);
  ancestors[depth] = value;
  try {
    if (Array.isArray(value)) return writeArray(value, depth, state);
    if (isPlain(value)) return writeMembers(value, depth, state);
    return writeBlob(value, state) ?? mark(nameOf(value));
  } catch (error) {
    if (error === state) throw state;
    return mark("an object that throws when it is read");
  }
}

function writeArray(array, depth, state) {
  let items = "";
  for (let index = 0; index < array.length; index += 1) {
    const text = writeMember(array, index, depth, state) ?? mark("nothing");
    items = index === 0 ? text : `${items},${text}`;
  }
  return `[${items}]`;
}

function writeMembers(object, depth, state) {
  let members = "";
  for (const key of Object.keys(object)) {
    const text = writeMember(object, key, depth, state);
    if (text === undefined) continue;
    const total = beyond(key, state.names);
    if (total) return mark(`text:${total}`);
    members = `${members}${members === "" ? "" : ","}${writeKey(key)}${text}`;
  }
  return `{${members}}`;
}

function writeMember(object, key, depth, state) {
  let value;
  try {
    value = object[key];
  } catch {
    return mark("a property that throws when it is read");
  }
  return write(value, depth + 1, state);
}

/** Whether it is a plain object, of this realm or another: its prototype is null or the root of a chain. */
export function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

const getter = (constructor, key) =>
  typeof constructor === "function" && Object.getOwnPropertyDescriptor(constructor.prototype, key)?.get;

// The getters of the class itself throw for what is no Blob, and cannot be overridden by a subclass.
function writeBlob(value, state) {
  const [size, type, name] = [
    getter(globalThis.Blob, "size"),
    getter(globalThis.Blob, "type"),
    getter(globalThis.File, "name"),
  ];
  const file = {};
  try {
    file.size = size.call(value);
    file.type = type.call(value);
  } catch {
    return undefined;
  }
  try {
    file.name = name.call(value).replace(/\p{Surrogate}/gu, "\uFFFD");
  } catch {
    // A Blob that is no File has no name.
  }
  const total = beyond(`${file.type}${file.name ?? ""}`, state.texts);
  if (total) return mark(`text:${total}`);
  state.files.push(JSON.stringify(file));
  return mark(`blob:${state.blobs.push(value) - 1}`);
}

function nameOf(value) {
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return tag === "Object" ? "an object of a class" : `a ${tag.slice(0, 40).replace(/[^\w ]/g, "?")} object`;
}
