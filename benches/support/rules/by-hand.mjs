import { fits, isPhone, problemsOf } from "./shared.mjs";

const FIELDS = {
  message: ["to", "content"],
  text: ["type", "text"],
  list: ["type", "text", "footer", "button", "sections"],
  section: ["title", "rows"],
  row: ["id", "title", "description"],
};

/** The problems of a message, by their paths. */
function check(message) {
  const problems = [];
  const say = (path, code) => void problems.push({ path, code });
  const isObject = (value, path, fields) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      say(path, "invalid_type");
      return false;
    }
    for (const key of Object.keys(value)) if (!fields.includes(key)) say(`${path}/${key}`, "unknown_field");
    return true;
  };
  const isList = (value, path) => {
    if (!Array.isArray(value)) say(path, "invalid_type");
    else if (value.length === 0) say(path, "too_few");
    else return true;
    return false;
  };
  const isText = (value, path, max, isOptional = false) => {
    if (value === undefined) {
      if (!isOptional) say(path, "required");
    } else if (typeof value !== "string") say(path, "invalid_type");
    else if (value === "") say(path, "empty");
    else if (!fits(value, max)) say(path, "too_long");
  };

  if (!isObject(message, "", FIELDS.message)) return problems;
  const { to, content } = message;
  if (typeof to !== "string") say("/to", "invalid_type");
  else if (!isPhone(to)) say("/to", "invalid_format");
  const isKnown = content?.type === "text" || content?.type === "list";
  if (!isObject(content, "/content", isKnown ? FIELDS[content.type] : ["type"])) return problems;
  if (!isKnown) {
    say("/content/type", "unsupported");
    return problems;
  }
  isText(content.text, "/content/text", 4096);
  if (content.type === "text") return problems;

  isText(content.footer, "/content/footer", 60, true);
  isText(content.button, "/content/button", 20);
  if (!isList(content.sections, "/content/sections")) return problems;
  content.sections.forEach((section, index) => {
    const path = `/content/sections/${index}`;
    if (!isObject(section, path, FIELDS.section)) return;
    isText(section.title, `${path}/title`, 24, true);
    if (!isList(section.rows, `${path}/rows`)) return;
    section.rows.forEach((row, index) => {
      const at = `${path}/rows/${index}`;
      if (!isObject(row, at, FIELDS.row)) return;
      isText(row.id, `${at}/id`, 200);
      isText(row.title, `${at}/title`, 24);
      isText(row.description, `${at}/description`, 72, true);
    });
  });
  if (problems.length === 0) problems.push(...problemsOf(content.sections));
  return problems;
}

export const isValid = (message) => check(message).length === 0;
