/** Where the seeds of a run stand in their grid, and where the arrow keys lead. */

/** The letters in which a run's progress is written, a letter a seed. */
export type Mark = "-" | "p" | "f" | "u";

export const FEW_SEEDS = 64;

/** So that 64 seeds and 256 seeds fill the same width, in 4 and in 8 rows. */
export const columnsFor = (seeds: number): number => (seeds <= FEW_SEEDS ? 16 : 32);

/** The seed (from 0) to which a key leads, or null if it leads nowhere. */
export function moveInGrid(key: string, at: number, seeds: number): number | null {
  const columns = columnsFor(seeds);
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  if (key === "Home") return 0;
  if (key === "End") return seeds - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = at + step;
  return next < 0 || next >= seeds ? at : next;
}

/** Each seed's mark; those that the text does not reach are still to come. */
export const marksOf = (text: string, seeds: number): Mark[] =>
  Array.from({ length: seeds }, (_, index) => {
    const letter = text[index];
    return letter === "p" || letter === "f" || letter === "u" ? letter : "-";
  });

export interface MarkCounts {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly done: number;
}

export function countMarks(marks: readonly Mark[]): MarkCounts {
  const count = (wanted: Mark) => marks.filter((mark) => mark === wanted).length;
  const [passed, failed, unknown] = [count("p"), count("f"), count("u")];
  return { passed, failed, unknown, done: passed + failed + unknown };
}
