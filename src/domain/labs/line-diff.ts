/** What changed between two texts, line by line: the fewest lines that go and come (Myers, "An O(ND) Difference Algorithm", 1986). */

export interface DiffLine {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
  /** Its numbers in the text before and in the text after, from 1; null where it is not there. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Texts that differ in more lines than this are told as one replaced by the other: nobody would read the shortest way. */
const EDITS_MAX = 600;

export function diffLines(before: string, after: string): DiffLine[] {
  const [old, young] = [before.split("\n"), after.split("\n")];
  const head = commonLength(old, young);
  const tail = commonLength(old.slice(head).reverse(), young.slice(head).reverse());
  const middle = shortestEdit(old.slice(head, old.length - tail), young.slice(head, young.length - tail));
  const kinds = [...same(head), ...middle, ...same(tail)];
  return numbered(kinds, old, young);
}

type Kind = DiffLine["kind"];

const same = (count: number): Kind[] => new Array<Kind>(count).fill("same");

function commonLength(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => line !== other[index]);
  return differs === -1 ? one.length : differs;
}

function numbered(kinds: readonly Kind[], old: readonly string[], young: readonly string[]): DiffLine[] {
  let [before, after] = [0, 0];
  return kinds.map((kind) => {
    if (kind !== "new") before += 1;
    if (kind !== "gone") after += 1;
    const text = (kind === "gone" ? old[before - 1] : young[after - 1]) ?? "";
    return { kind, text, before: kind === "new" ? null : before, after: kind === "gone" ? null : after };
  });
}

/** The kinds of lines on a shortest way from one text to the other; what goes is told before what comes. */
function shortestEdit(old: readonly string[], young: readonly string[]): Kind[] {
  /** By diagonal (place in old minus place in young), how far in `old` one comes with so many edits. */
  const reached: Map<number, number>[] = [];
  for (let edits = 0; edits <= EDITS_MAX; edits += 1) {
    const now = new Map<number, number>();
    reached.push(now);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let at = edits === 0 ? 0 : startOf(reached[edits - 1] as Map<number, number>, diagonal, edits);
      while (at < old.length && at - diagonal < young.length && old[at] === young[at - diagonal]) at += 1;
      now.set(diagonal, at);
      if (at >= old.length && at - diagonal >= young.length) return wayBack(reached, old.length, young.length);
    }
  }
  return [...old.map(() => "gone" as const), ...young.map(() => "new" as const)];
}

/** Where one begins on a diagonal: after a line that came (from the diagonal above), or after one that went. */
const startOf = (before: ReadonlyMap<number, number>, diagonal: number, edits: number): number =>
  comesByNew(before, diagonal, edits) ? (before.get(diagonal + 1) as number) : (before.get(diagonal - 1) as number) + 1;

const comesByNew = (before: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean =>
  diagonal === -edits || (diagonal !== edits && (before.get(diagonal - 1) as number) < (before.get(diagonal + 1) as number));

function wayBack(reached: readonly ReadonlyMap<number, number>[], oldLength: number, youngLength: number): Kind[] {
  const kinds: Kind[] = [];
  let [at, diagonal] = [oldLength, oldLength - youngLength];
  for (let edits = reached.length - 1; edits > 0; edits -= 1) {
    const before = reached[edits - 1] as ReadonlyMap<number, number>;
    const isNew = comesByNew(before, diagonal, edits);
    const start = startOf(before, diagonal, edits);
    kinds.push(...same(at - start), isNew ? "new" : "gone");
    diagonal += isNew ? 1 : -1;
    at = before.get(diagonal) as number;
  }
  return [...kinds, ...same(at)].reverse();
}

/** A stretch of a diff: lines around a change, or how many of the same lines lie between two of them. */
export type DiffPart = { readonly kind: "change"; readonly lines: readonly DiffLine[] } | { readonly kind: "same"; readonly lines: readonly DiffLine[] };

/** Lines that are shown before and after each change. */
const CONTEXT = 3;

/** Parts a diff into its changes, each with some lines around it, and what lies between them. */
export function partsOf(lines: readonly DiffLine[]): DiffPart[] {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== "same"));
  const parts: { kind: DiffPart["kind"]; lines: DiffLine[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const kind = near[index] === true ? "change" : "same";
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  }
  return parts;
}
