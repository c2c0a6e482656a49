/** YAML with a memory of lines. */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Path, SourceFile } from "./content-tree";

export interface YamlFile {
  readonly source: SourceFile;
  /** Plain data; undefined if the text is no YAML. */
  readonly value: unknown;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

/** Parses one document. Repeated keys, several documents and unknown tags are errors. */
export function readYaml(file: string, text: string): YamlFile {
  const { document, lineAt } = parseLines(text);
  const errors = [...document.errors, ...document.warnings].map(({ pos, message }) => ({ line: lineAt(pos[0]), message }));
  const source: SourceFile = { file, text, lineOf: (path, near) => lineOfPath(text, path, near) };
  return { source, value: errors.length > 0 ? undefined : document.toJS(), errors };
}

function parseLines(text: string): { document: Document.Parsed; lineAt: (offset: number) => number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, prettyErrors: false });
  return { document, lineAt: (offset) => lines.linePos(offset).line };
}

/** Parses once more: a process keeps the texts for years and asks for a line only of what is wrong. */
function lineOfPath(text: string, path: Path, near: string | undefined): number {
  const { document, lineAt } = parseLines(text);
  return lineAt(offsetOf(document.contents as Node | null, path, text, near));
}

/** Follows the path as far as it leads; the line of a field is that of its key. */
function offsetOf(root: Node | null, path: Path, text: string, near: string | undefined): number {
  let node: Node | null = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const next: { node: Node | null; offset: number } | null = stepInto(node, step);
    if (next === null) return offset;
    ({ node, offset } = next);
  }
  if (near === undefined || !node?.range) return offset;
  const found = text.slice(node.range[0], node.range[1]).indexOf(near);
  return found < 0 ? offset : node.range[0] + found;
}

function stepInto(node: Node | null, step: string | number): { node: Node | null; offset: number } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (pair === undefined || !isScalar(pair.key)) return null;
    return { node: (pair.value as Node | null) ?? null, offset: pair.key.range?.[0] ?? 0 };
  }
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step] as Node | undefined;
    return item?.range ? { node: item, offset: item.range[0] } : null;
  }
  return null;
}
