/**
 * How many letters a typing mistake changed: one for each letter put in, left out, replaced, or swapped with its
 * neighbour (optimal string alignment). Gives `max + 1` for words that are further apart than `max`.
 */
export function editDistance(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const here = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      const swapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const steps = [(above[at] ?? 0) + 1, (here[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + (same ? 0 : 1)];
      if (row > 1 && at > 1 && swapped) steps.push((before[at - 2] ?? 0) + 1);
      here.push(Math.min(...steps));
    }
    if (Math.min(...here) > max) return max + 1;
    [before, above] = [above, here];
  }
  return Math.min(above[other.length] ?? 0, max + 1);
}
