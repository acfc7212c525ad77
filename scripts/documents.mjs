// The pages that people read: which there are, what they quote from examples/, and where their links lead. Run as a
// program, it writes the quotes anew:  node scripts/documents.mjs
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { at, root } from "./shared.mjs";

const below = (folder) =>
  readdirSync(at(folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map(({ name }) => join(folder, name));

/** Every page, by its path from the root. */
export const pages = [
  ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "llms.txt", "simulator/README.md", "examples/README.md"],
  ...["docs", "docs/guide", "docs/providers"].flatMap(below),
];

export const read = (page) => readFileSync(at(page), "utf8");

/**
 * The code that a page may quote: a whole file without the marks of its regions, or with `#NAME` the lines between
 * `// #region NAME` and `// #endregion`, moved to the margin.
 */
export function quoted(source) {
  const [path, region] = source.split("#");
  const text = readFileSync(at(path), "utf8");
  if (!region) return text.replace(/^ *\/\/ #(region|endregion).*\n/gm, "");
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === "// #endregion");
  if (start < 0 || end < 0) throw new Error(`${path} has no region ${region}`);
  const margin = lines[start].indexOf("//");
  return `${lines.slice(start + 1, end).map((line) => line.slice(margin)).join("\n")}\n`;
}

const quote = /<!-- from (examples\/[\w./#-]+) -->\n```(\w+)\n(.*?)^```$/gms;

/** The quotes of a page: where each is from, its language, and what the page has. */
export const quotesOf = (text) =>
  [...text.matchAll(quote)].map(([, source, language, code]) => ({ source, language, code }));

/** The page with each quote as it is now. */
export const renewed = (text) =>
  text.replace(quote, (_, source, language) => `<!-- from ${source} -->\n\`\`\`${language}\n${quoted(source)}\`\`\``);

/** The languages of a page's blocks that are programs, in order. */
export const programsOf = (text) => [...text.matchAll(/^```(\w+)$/gm)].map(([, name]) => name).filter(isProgram);
export const isProgram = (language) => ["js", "ts", "javascript", "typescript"].includes(language);

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(text) {
  const seen = new Map();
  return withoutCode(text)
    .split("\n")
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) => {
      const slug = line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-");
      const count = seen.get(slug) ?? 0;
      seen.set(slug, count + 1);
      return count === 0 ? slug : `${slug}-${count}`;
    });
}

const withoutCode = (text) => text.replace(/^```.*?^```$/gms, "").replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]]/g, ""));

/** The links of a page that lead nowhere. Those to other sites are not looked at. */
export function brokenLinks(page, text = read(page)) {
  const links = [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path, anchor] = link.split("#");
    const target = path ? join(dirname(at(page)), path) : at(page);
    if (relative(root, target).startsWith("..") || !existsSync(target)) return true;
    if (anchor === undefined) return false;
    return statSync(target).isDirectory() || !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
  });
}

/** Where a page's links to other pages lead, as paths from the root. */
export function linkedFrom(page) {
  const links = [...withoutCode(read(page)).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link]) => link.split("#")[0]);
  return links
    .filter((path) => path && !/^[a-z]+:/.test(path))
    .map((path) => relative(root, join(dirname(at(page)), path)));
}

/** Writes every quote anew, and gives the pages that changed. */
export function renewQuotes() {
  return pages.filter((page) => {
    const text = read(page);
    const fresh = renewed(text);
    if (fresh !== text) writeFileSync(at(page), fresh);
    return fresh !== text;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const page of renewQuotes()) console.log(`written anew: ${page}`);
