// The editor of the JSON view, loaded when that is first shown. It stands in a shadow root, where its styles are
// adopted style sheets: the page's policy lets no one add style elements.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Problem } from "sessage";
import { look } from "./editor-look.ts";
import { breakOf, locate } from "./locate.ts";

/** What the page does with the editor. */
export interface JsonEditor {
  text(): string;
  /** Puts in another text, changing only where it differs, so that the cursor stays. */
  setText(text: string): void;
  /** Where the text stops being JSON. */
  breaks(): Place;
  /** Marks the problems, or where and why the text is no message. */
  mark(problems: readonly Problem[], wrong?: Wrong): void;
  reveal(path: string): void;
  destroy(): void;
}

/** A place in the text; lines and columns count from 1. */
export interface Place {
  offset: number;
  line: number;
  column: number;
}

/** Why the text is no message, and where, unless all of it is wrong. */
export interface Wrong {
  words: string;
  place?: Place;
}

const fromPage = Annotation.define<true>();

/** Puts an editor into the element. `onEdit` hears of the visitor's changes alone. */
export function mount(
  host: HTMLElement,
  { text, label, describedBy, onEdit }: { text: string; label: string; describedBy: string; onEdit: () => void },
): JsonEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        indentOnInput(),
        bracketMatching(),
        json(),
        look,
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-description": describedBy }),
        // Tab is left to the page, so that the keyboard gets out.
        keymap.of([...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of(({ docChanged, transactions }) => {
          if (docChanged && !transactions.every((one) => one.annotation(fromPage))) onEdit();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText(next) {
      const changes = difference(view.state.doc.toString(), next);
      if (changes) view.dispatch({ changes, annotations: fromPage.of(true) });
    },
    breaks() {
      const offset = breakOf(view.state);
      const { number: line, from } = view.state.doc.lineAt(offset);
      return { offset, line, column: offset - from + 1 };
    },
    mark(problems, wrong) {
      const diagnostics = wrong === undefined ? marksOf(view.state, problems) : [whyNot(view.state, wrong)];
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    reveal(path) {
      const { from, to } = locate(view.state, path);
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** What differs between two texts, as one change. */
function difference(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

function marksOf(state: EditorState, problems: readonly Problem[]): Diagnostic[] {
  return problems
    .map(({ path, severity, message }): Diagnostic => ({ ...locate(state, path), severity, message }))
    .sort((a, b) => a.from - b.from);
}

function whyNot({ doc: { length } }: EditorState, { words, place }: Wrong): Diagnostic {
  const from = Math.min(place?.offset ?? 0, length);
  return { from, to: Math.min(from + 1, length), severity: "error", message: words };
}
