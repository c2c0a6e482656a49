/** Columns of numbers. Int32Array.from and filter go through iterators and are ten times slower than these loops. */

/** One number for each index. */
export function column(length: number, at: (index: number) => number): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(length);
  for (let index = 0; index < length; index += 1) numbers[index] = at(index);
  return numbers;
}

/** The numbers below `length` that are wanted, in their order. */
export function indicesWhere(length: number, isWanted: (index: number) => boolean): Int32Array<ArrayBuffer> {
  const found = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    if (!isWanted(index)) continue;
    found[count] = index;
    count += 1;
  }
  return found.slice(0, count);
}

/** The entries of a column that are not negative, in their order. */
export function withoutGaps(sparse: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  let count = 0;
  for (let index = 0; index < sparse.length; index += 1) {
    const entry = sparse[index] as number;
    if (entry < 0) continue;
    sparse[count] = entry;
    count += 1;
  }
  return sparse.slice(0, count);
}
