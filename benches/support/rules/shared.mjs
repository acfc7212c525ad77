// What every way of validating shares.

/** Whether a text has so many characters at most, which are code points. */
export function fits(text, max) {
  if (text.length <= max) return true;
  let count = 0;
  for (const _ of text) if (++count > max) return false;
  return true;
}

const strip = (text) => text.replace(/[ \-.()]/g, "");

export const isPhone = (text) => /^\+[1-9]\d{6,14}$/.test(strip(text));

/** The body that Connectly takes. */
export function map({ to, content }) {
  const recipient = { id: strip(to), channelType: "whatsapp" };
  if (content.type === "text") return { recipient, message: { text: content.text } };
  const sections = content.sections.map(({ title, rows }) => ({
    ...(title === undefined ? {} : { title }),
    rows: rows.map(({ id, title, description }) => ({
      id,
      text: title,
      ...(description === undefined ? {} : { description }),
    })),
  }));
  const listMessage = {
    button: { text: content.button },
    sections,
    ...(content.footer === undefined ? {} : { footer: content.footer }),
  };
  return { recipient, message: { text: content.text, listMessage } };
}

/** What no single field of a list shows, as problems: the path within the sections, and a code. */
export function problemsOf(sections) {
  const problems = [];
  const ids = new Set();
  let count = 0;
  sections.forEach(({ title, rows }, section) => {
    if (sections.length > 1 && title === undefined)
      problems.push({ path: [section, "title"], code: "required" });
    rows.forEach(({ id }, index) => {
      if (ids.has(id)) problems.push({ path: [section, "rows", index, "id"], code: "duplicate" });
      ids.add(id);
    });
    count += rows.length;
  });
  if (count > 10) problems.push({ path: [], code: "too_many" });
  return problems;
}
