/** Which reads are stale: they return a value though a newer write had ended before they began. */
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";
import { type RegisterOperation, showHistory } from "./register-history";

export interface StaleWorld {
  /** The writes 1, 2, 3 follow one another; 0 is what was there before. */
  readonly operations: readonly RegisterOperation[];
}

const VERDICTS = ["fresh", "stale"] as const;

/** A read is stale if it gives less than the newest write that `counts`. */
const solveBy =
  (counts: (write: RegisterOperation, read: RegisterOperation) => boolean): Solve<StaleWorld> =>
  ({ operations }): Cells => {
    const writes = operations.filter(({ does }) => does === "write");
    const reads = operations.filter(({ does }) => does === "read");
    const owed = (read: RegisterOperation) => Math.max(0, ...writes.filter((write) => counts(write, read)).map(({ value }) => value));
    return Object.fromEntries(reads.map((read) => [read.id, VERDICTS[read.value < owed(read) ? 1 : 0]]));
  };

const solve = solveBy((write, read) => write.to < read.from);

export const staleReads = defineGenerator({
  name: "stale-reads",
  params: {
    writes: { kind: "range", within: [2, 4], default: [3, 3] },
    reads: { kind: "range", within: [3, 6], default: [5, 5] },
  },
  draw: (params, random): StaleWorld | null => {
    const operations: RegisterOperation[] = [];
    let at = 0;
    const writes = Array.from({ length: between(random, params.writes) }, (_, index): RegisterOperation => {
      const from = at + between(random, [2, 6]);
      at = from + between(random, [4, 10]);
      return { id: `w${index + 1}`, client: 0, from, to: at, does: "write", value: index + 1 };
    });
    operations.push(...writes);
    const busyUntil = [0, 0, 0];
    for (let left = between(random, params.reads), index = 1; left > 0; left -= 1, index += 1) {
      // Reads lie across the end of a write, or shortly behind it.
      const write = pick(random, writes);
      const from = chance(random, 0.5) ? between(random, [write.from - 1, write.to - 1]) + 0.5 : write.to + between(random, [0, 3]) + 0.5;
      const to = from + between(random, [1, 5]);
      const client = busyUntil.findIndex((until, one) => one > 0 && until < from);
      if (client < 0) return null;
      busyUntil[client] = to;
      const begun = writes.filter((one) => one.from < to).length;
      operations.push({ id: `r${index}`, client, from, to, does: "read", value: Math.max(0, begun - pick(random, [0, 1, 1, 1, 2])) });
    }
    const reads = operations.filter(({ does }) => does === "read").sort((one, other) => one.from - other.from).map((one, index) => ({ ...one, id: `r${index + 1}` }));
    const world = { operations: [...writes, ...reads] };
    const stale = Object.values(solve(world)).filter((verdict) => verdict === "stale").length;
    return stale >= 2 && stale < reads.length ? world : null;
  },
  cells: ({ operations }: StaleWorld) =>
    operations.filter(({ does }) => does === "read").map(({ id, value }) => ({ id, ask: `${id}, which reads ${value}`, form: { kind: "word", choices: VERDICTS } })),
  solve,
  mutants: {
    "overlap-counts": {
      say: "A write that had not ended when the read began may be seen or not: the read is allowed to come before it.",
      solve: solveBy((write, read) => write.from < read.to),
    },
    "begin-counts": {
      say: "That counts a write from its begin. As long as it has not ended, nobody has been promised that it is there.",
      solve: solveBy((write, read) => write.from < read.from),
    },
    "end-counts": {
      say: "That a write ended while the read was under way binds nobody: the read may have looked before. It has to have ended before the read began.",
      solve: solveBy((write, read) => write.to < read.to),
    },
  },
  show: ({ operations }) => [showHistory("One record, 0 before the first write; time runs to the right", operations)],
  road: (world) => {
    const cells = solve(world);
    const writes = world.operations.filter(({ does }) => does === "write");
    return world.operations.filter(({ does }) => does === "read").map((read) => {
      const ended = writes.filter(({ to }) => to < read.from).length;
      return `**${read.id}** begins at ${read.from}: ${ended === 0 ? "no write has ended" : `w${ended} is the newest that has ended`}, so it may give ${ended} or newer. It gives ${read.value}: ${String(cells[read.id])}.`;
    });
  },
});
