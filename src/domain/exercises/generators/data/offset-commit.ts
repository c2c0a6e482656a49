/** A consumer of a log that crashes between its work and its commit (Kafka's documentation, message delivery semantics). */
import { between, chance } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface OffsetWorld {
  /** Offset of the first record that the consumer reads */
  readonly start: number;
  /** Records that it takes at a time */
  readonly batch: number;
  /** Whether it commits a batch before it works it off, or after it */
  readonly commits: "before" | "after";
  /** Offset of the last record that took effect before the crash; nothing happened after it */
  readonly last: number;
}

type Step = { readonly does: "commit" | "work"; readonly offset: number };

/** What the consumer does until the crash, batch by batch. */
function stepsUntilCrash({ start, batch, commits, last }: OffsetWorld): Step[] {
  const steps: Step[] = [];
  for (let first = start; first <= last; first += batch) {
    const commit: Step = { does: "commit", offset: first + batch };
    const work = Array.from({ length: batch }, (_, index): Step => ({ does: "work", offset: first + index }));
    steps.push(...(commits === "before" ? [commit, ...work] : [...work, commit]));
  }
  const crash = steps.findIndex(({ does, offset }) => does === "work" && offset === last);
  return steps.slice(0, crash + 1);
}

const committedAt = (world: OffsetWorld): number => stepsUntilCrash(world).findLast(({ does }) => does === "commit")?.offset ?? world.start;

/** The cells for a committed offset, or for the one that a learner wrote: what lies between it and the next record that has not taken effect. */
function answers({ last }: OffsetWorld, committed: number, given?: Cells): Cells {
  const known = typeof given?.committed === "number" ? given.committed : committed;
  return { committed, lost: Math.max(0, known - last - 1), twice: Math.max(0, last + 1 - known) };
}

const OTHER = { before: "after", after: "before" } as const;

export const offsetCommit = defineGenerator({
  name: "offset-commit",
  params: { batch: { kind: "range", within: [2, 20], default: [3, 8] }, batches: { kind: "range", within: [1, 6], default: [1, 4] } },
  draw: (params, random): OffsetWorld => {
    const batch = between(random, params.batch);
    const start = between(random, [100, 900]);
    const commits = chance(random, 0.5) ? "before" : "after";
    // In the middle of a batch, where something is lost or done twice.
    const inBatch = between(random, [1, commits === "before" ? batch - 1 : batch]);
    return { start, batch, commits, last: start + (between(random, params.batches) - 1) * batch + inBatch - 1 };
  },
  cells: () => [
    { id: "committed", ask: "Committed offset after the crash", form: { kind: "integer" } },
    { id: "lost", ask: "Records whose effect never happens", form: { kind: "integer" } },
    { id: "twice", ask: "Records whose effect happens twice", form: { kind: "integer" } },
  ],
  solve: (world: OffsetWorld, given) => answers(world, committedAt(world), given),
  mutants: {
    "order-swapped": {
      say: "Look at which comes first. Who commits before the work loses what it has not worked off; who commits after it does again what it had.",
      solve: (world) => answers(world, committedAt({ ...world, commits: OTHER[world.commits] })),
    },
    "knows-where-it-was": {
      say: "How far the work had come was known in memory alone. After the restart the consumer knows only the offset that it had committed.",
      solve: (world) => answers(world, world.last + 1),
    },
    "last-not-next": {
      say: "The committed offset is that of the next record to read, not of the last one that was read.",
      solve: (world) => answers(world, committedAt(world) - 1),
    },
  },
  show: ({ start, batch, commits, last }) => [
    {
      kind: "facts",
      facts: [
        { name: "Starts at offset", value: String(start) },
        { name: "Takes at a time", value: `${batch} records, one after the other` },
        { name: "Commits", value: commits === "before" ? "each batch when it has read it, before the work" : "each batch when all of it is worked off" },
        { name: "Crash", value: `right after the effect of offset ${last}` },
      ],
    },
  ],
  road: (world) => {
    const { start, batch, commits, last } = world;
    const first = start + Math.floor((last - start) / batch) * batch;
    const { committed, lost, twice } = answers(world, committedAt(world));
    return [
      `Offset ${last} lies in the batch from ${first} to ${first + batch - 1}.`,
      `That batch was ${commits === "before" ? "committed before its work" : "not committed yet"}, so ${String(committed)} is stored.`,
      `Next would have been ${last + 1}: ${String(lost)} lost, ${String(twice)} done twice.`,
    ];
  },
});
