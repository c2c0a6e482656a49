/** The kinds of edges between transactions. Each is a bit, so that sets of them are masks. */
export const WW = 1;
export const WR = 2;
export const RW = 4;
export const PROCESS = 8;
export const REALTIME = 16;

export type DependencyName = "ww" | "wr" | "rw" | "process" | "realtime";

const NAMES: ReadonlyMap<number, DependencyName> = new Map([
  [WW, "ww"],
  [WR, "wr"],
  [RW, "rw"],
  [PROCESS, "process"],
  [REALTIME, "realtime"],
]);

/** Adya's name of a kind: the second transaction overwrote (ww), read from (wr), or replaced what was read by (rw) the first. */
export const dependencyName = (kind: number): DependencyName => NAMES.get(kind) as DependencyName;
