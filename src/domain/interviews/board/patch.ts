/**
 * What may happen to a board. An element is Excalidraw's, as plain data; a patch changes the least that keeps it whole,
 * so that two people who change one shape at once both get what they did.
 */

/** Plain JSON, as Excalidraw draws it. Its own `version` and `versionNonce` are each browser's and never travel. */
export interface BoardElement {
  readonly id: string;
  readonly type: string;
  /** Fractional index: the order of drawing. */
  readonly index: string;
  readonly isDeleted: boolean;
  readonly [field: string]: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;
export type Point = readonly [x: number, y: number];

export type BoardPatch =
  /** An element that the board does not have. Of an element that it has, all fields are set. */
  | { readonly op: "put"; readonly element: BoardElement }
  /** Whole merge groups: fields that make sense only together come together. Deleting is `isDeleted: true`; tombstones stay. */
  | { readonly op: "set"; readonly id: string; readonly fields: Fields }
  /** Points behind the first `from` points of a freehand stroke, and the box that they make. */
  | { readonly op: "append"; readonly id: string; readonly from: number; readonly points: readonly Point[]; readonly pressures: readonly number[]; readonly box: Fields }
  /** Members of a list that is a set by id (`boundElements`, `groupIds`). */
  | { readonly op: "list"; readonly id: string; readonly field: string; readonly add: readonly unknown[]; readonly remove: readonly string[] };
