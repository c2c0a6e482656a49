/** A board: elements by id, deleted ones among them, so that who deletes and who edits never disagree about what was there. */
import type { BoardElement } from "./patch";

export type Board = ReadonlyMap<string, BoardElement>;

export const EMPTY_BOARD: Board = new Map();

/** What is to be drawn, in the order of drawing: by fractional index, equal ones by id. Tombstones are left out. */
export const drawnElements = (board: Board): readonly BoardElement[] => inOrderOfDrawing([...board.values()].filter(({ isDeleted }) => !isDeleted));

/** Sorts by fractional index, whose order is that of its characters' codes; equal ones by id (B13). */
export const inOrderOfDrawing = <Element extends { readonly id: string; readonly index: string }>(elements: readonly Element[]): readonly Element[] =>
  [...elements].sort((a, b) => compareText(a.index, b.index) || compareText(a.id, b.id));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
