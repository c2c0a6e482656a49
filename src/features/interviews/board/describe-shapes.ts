/** The board as words, in the order of drawing: what it is for those who do not see it. */
import { type Board, drawnElements } from "@/domain/interviews/board/board";
import type { BoardElement } from "@/domain/interviews/board/patch";

export interface ShapeInWords {
  readonly id: string;
  readonly words: string;
  /** Where the shape leads to, if it was given a link. */
  readonly link: string | null;
}

const NAMES: Readonly<Record<string, string>> = { rectangle: "Box", diamond: "Diamond", ellipse: "Ellipse", arrow: "Arrow", line: "Line", freedraw: "Freehand stroke", text: "Text" };

/** One entry a shape; a text within a shape is part of its entry. */
export function describeShapes(board: Board): readonly ShapeInWords[] {
  const elements = drawnElements(board);
  const labels = new Map(elements.filter(isLabel).map((text) => [text.containerId, oneLine(text.text)]));
  const nameOf = (id: string): string => {
    const element = board.get(id);
    const label = element?.type === "text" ? oneLine(element.text) : labels.get(id);
    return label === undefined ? (NAMES[element?.type ?? ""] ?? "shape").toLowerCase() : `“${label}”`;
  };
  return elements
    .filter((element) => !isLabel(element) || !board.has(element.containerId))
    .map((element) => ({ id: element.id, words: inWords(element, labels.get(element.id), nameOf), link: typeof element.link === "string" ? element.link : null }));
}

function inWords(element: BoardElement, label: string | undefined, nameOf: (id: string) => string): string {
  const part = (element.customData as { part?: unknown } | null | undefined)?.part;
  const kind = typeof part === "string" ? part.charAt(0).toUpperCase() + part.slice(1) : (NAMES[element.type] ?? "Shape");
  const said = element.type === "text" ? oneLine(element.text) : label;
  const [from, to] = [boundTo(element.startBinding), boundTo(element.endBinding)];
  return [kind, said === undefined ? "" : ` “${said}”`, from === null ? "" : ` from ${nameOf(from)}`, to === null ? "" : ` to ${nameOf(to)}`].join("");
}

const isLabel = (element: BoardElement): element is BoardElement & { containerId: string } => element.type === "text" && typeof element.containerId === "string";
const boundTo = (binding: unknown): string | null => (binding as { elementId?: string } | null | undefined)?.elementId ?? null;
const oneLine = (text: unknown): string => String(text).trim().replace(/\s+/g, " ");
