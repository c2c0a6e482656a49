/** A place in a map of rows and columns, from 0. */
export interface MapPlace {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a place in a map; null: it is no key of the map. It stays within: there is nothing behind an edge. */
export function moveInMap(key: string, { row, column }: MapPlace, { rows, columns }: { rows: number; columns: number }): MapPlace | null {
  switch (key) {
    case "ArrowLeft":
      return { row, column: Math.max(column - 1, 0) };
    case "ArrowRight":
      return { row, column: Math.min(column + 1, columns - 1) };
    case "ArrowUp":
      return { row: Math.max(row - 1, 0), column };
    case "ArrowDown":
      return { row: Math.min(row + 1, rows - 1), column };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: columns - 1 };
    default:
      return null;
  }
}
