/**
 * Serial backward validation (Kung and Robinson 1981): a transaction commits unless one that committed since it began
 * wrote something that it read.
 */
import { between, chance, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface OccTransaction {
  readonly name: string;
  readonly begins: number;
  readonly validates: number;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

export interface OccWorld {
  /** In the order of validation */
  readonly transactions: readonly OccTransaction[];
}

/** With fewer of them nobody's abort could matter to anybody else. */
const ABORTS_MIN = 2;
const OUTCOMES = ["commits", "aborts"] as const;
const share = (one: readonly string[], other: readonly string[]): boolean => one.some((item) => other.includes(item));

interface Broken {
  readonly compares?: "reads" | "writes";
  readonly countsAborted?: boolean;
  readonly countsOld?: boolean;
}

/** Validates in order; an outcome that is given for a transaction takes the place of the computed one from there on. */
const solveBy =
  ({ compares = "reads", countsAborted = false, countsOld = false }: Broken): Solve<OccWorld> =>
  ({ transactions }, given: Cells = {}) => {
    const cells: Record<string, string> = {};
    const counted: OccTransaction[] = [];
    for (const transaction of transactions) {
      const { name, begins } = transaction;
      const clash = counted.some((other) => (countsOld || other.validates > begins) && share(other.writes, transaction[compares]));
      cells[name] = OUTCOMES[clash ? 1 : 0];
      if (countsAborted || (given[name] ?? cells[name]) === "commits") counted.push(transaction);
    }
    return cells;
  };

export const occValidate = defineGenerator({
  name: "occ-validate",
  params: {
    transactions: { kind: "range", within: [3, 6], default: [5, 6] },
    items: { kind: "range", within: [2, 6], default: [3, 4] },
  },
  draw: (params, random): OccWorld | null => {
    const items = "abcdef".slice(0, between(random, params.items)).split("");
    const count = between(random, params.transactions);
    const ends = Array.from({ length: count }, (_, index) => 4 + index * 3 + between(random, [0, 1]));
    const transactions = ends.map((validates, index) => {
      // Begun after the last validation at most: some overlap two or three others.
      const begins = Math.max(0, validates - between(random, [3, 9]));
      const reads = sample(random, items, between(random, [1, 2])).sort();
      const writes = chance(random, 0.7) ? sample(random, items, between(random, [1, 2])).sort() : reads.slice(0, 1);
      return { name: `T${index + 1}`, begins, validates, reads, writes };
    });
    const world = { transactions: transactions.map((one) => ({ ...one, begins: ends.includes(one.begins) ? one.begins + 1 : one.begins })).filter(({ begins, validates }) => begins < validates) };
    return Object.values(solveBy({})(world)).filter((outcome) => outcome === "aborts").length >= ABORTS_MIN ? world : null;
  },
  cells: ({ transactions }: OccWorld) => transactions.map(({ name }) => ({ id: name, ask: `${name} at its validation`, form: { kind: "word", choices: OUTCOMES } })),
  solve: solveBy({}),
  mutants: {
    "writes-only": {
      say: "Two writes alone are no reason: what was read is what the decision rests on. Compare the others' writes with this one's reads.",
      solve: solveBy({ compares: "writes" }),
    },
    "aborted-counts": {
      say: "A transaction that aborted has written nothing. Only those that committed are compared with.",
      solve: solveBy({ countsAborted: true }),
    },
    "all-earlier": {
      say: "What was committed before this transaction began, it has read. Only commits between its begin and its validation matter.",
      solve: solveBy({ countsOld: true }),
    },
  },
  show: ({ transactions }) => [
    {
      kind: "table",
      caption: "Transactions in the order of validation; whoever passes writes at once",
      columns: ["", "Begins", "Validates", "Reads", "Writes"],
      rows: transactions.map(({ name, begins, validates, reads, writes }) => [name, String(begins), String(validates), reads.join(", "), writes.join(", ")]),
    },
  ],
  road: (world) => {
    const cells = solveBy({})(world);
    return world.transactions.map(({ name, begins, validates, reads }) => {
      const since = world.transactions.filter((other) => cells[other.name] === "commits" && other.validates > begins && other.validates < validates);
      const clash = since.filter(({ writes }) => share(writes, reads)).map((other) => other.name);
      if (since.length === 0) return `**${name}**: nobody committed since ${begins}, so it commits.`;
      if (clash.length === 0) return `**${name}**: ${since.map((other) => other.name).join(", ")} committed since ${begins} and wrote nothing that it read: it commits.`;
      return `**${name}**: ${clash.join(", ")} committed since ${begins} and wrote what it had read: it aborts.`;
    });
  },
});
