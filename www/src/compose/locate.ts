// Where a JSON Pointer stands in JSON text, by the text's syntax tree.
import { ensureSyntaxTree, type syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { keysOf } from "../state/pointer.ts";

type SyntaxNode = ReturnType<typeof syntaxTree>["topNode"];

/** The value at the pointer, or the nearest around it that is there. Of a part, what it starts with. */
export function locate(state: EditorState, path: string): { from: number; to: number } {
  const tree = ensureSyntaxTree(state, state.doc.length, 100);
  let value = tree?.topNode.firstChild ?? null;
  let name: SyntaxNode | null = null;
  let found = true;
  for (const key of keysOf(path)) {
    const inner: Inner | undefined = value ? step(state, value, key) : undefined;
    found = inner !== undefined;
    if (!inner) break;
    ({ value, name } = inner);
  }
  const whole = value && ["Object", "Array"].includes(value.name);
  // Marking all of a part would bury it, so its name is marked, or its first bracket.
  if (name && (whole || !found)) return { from: name.from, to: name.to };
  if (!value) return { from: 0, to: Math.min(1, state.doc.length) };
  return { from: value.from, to: whole ? value.from + 1 : value.to };
}

/** Where the text stops being JSON, by the syntax tree: not every browser's error names the place. */
export function breakOf(state: EditorState): number {
  let found: number | undefined;
  ensureSyntaxTree(state, state.doc.length, 100)?.iterate({
    enter({ type, from }) {
      if (type.isError) found ??= from;
    },
  });
  return found ?? 0;
}

interface Inner {
  value: SyntaxNode | null;
  name: SyntaxNode | null;
}

function step(state: EditorState, value: SyntaxNode, key: string): Inner | undefined {
  if (value.name === "Array") {
    const items = childrenOf(value).filter(({ name }) => !["[", "]", ",", "⚠"].includes(name));
    const item = items[Number(key)];
    return item && { value: item, name: null };
  }
  for (const property of childrenOf(value)) {
    const name = property.name === "Property" ? property.firstChild : null;
    if (name && textOf(state, name) === key) return { value: property.lastChild, name };
  }
  return undefined;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function textOf(state: EditorState, node: SyntaxNode): unknown {
  try {
    return JSON.parse(state.sliceDoc(node.from, node.to));
  } catch {
    return undefined;
  }
}
