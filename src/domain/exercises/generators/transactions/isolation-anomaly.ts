/**
 * Anomalies of schedules on a store with one version of everything, by the patterns of Berenson et al. 1995 (A1, A2, A3,
 * P4, A5A, A5B), and the weakest of three levels under which the pattern cannot come about.
 */
import type { SeededRandom } from "../../../kernel/seeded-random";
import { chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface ScheduleStep {
  readonly by: string;
  readonly does: "read" | "write" | "count" | "insert" | "commit" | "abort";
  /** The record, or the condition of a count; empty at an end */
  readonly on: string;
}

export interface ScheduleWorld {
  readonly steps: readonly ScheduleStep[];
}

const ANOMALIES = ["dirty read", "non-repeatable read", "phantom", "read skew", "lost update", "write skew"] as const;
type Anomaly = (typeof ANOMALIES)[number];
const LEVELS = ["read committed", "snapshot isolation", "serializable"] as const;
type Level = (typeof LEVELS)[number];

const WEAKEST: Readonly<Record<Anomaly, Level>> = {
  "dirty read": "read committed",
  "non-repeatable read": "snapshot isolation",
  phantom: "snapshot isolation",
  "read skew": "snapshot isolation",
  "lost update": "snapshot isolation",
  "write skew": "serializable",
};

/** How two transactions a and b are woven: what each does, in short. */
const PROGRAMS: Readonly<Record<Anomaly, readonly [string, string]>> = {
  "dirty read": ["write x, abort", "read x, read y, commit"],
  "non-repeatable read": ["read x, read x, commit", "write x, commit"],
  phantom: ["count p, count p, commit", "insert p, commit"],
  "read skew": ["read x, read y, commit", "write x, write y, commit"],
  "lost update": ["read x, write x, commit", "read x, write x, commit"],
  "write skew": ["read x, read y, write y, commit", "read x, read y, write x, commit"],
};
const BYSTANDER = "read z, write z, commit";

type Placed = ScheduleStep & { readonly place: number };

/** All pairs of steps of `a` and `b` on the same thing, the one of `a` first. */
const conflicts = (steps: readonly Placed[], a: string, first: ScheduleStep["does"], b: string, second: ScheduleStep["does"]): (readonly [Placed, Placed])[] =>
  steps.flatMap((one) => steps.filter((other) => one.by === a && one.does === first && other.by === b && other.does === second && one.on === other.on && one.place < other.place).map((other) => [one, other] as const));

/** The anomalies between a and b, in this order of roles. */
function between2(steps: readonly Placed[], a: string, b: string): Anomaly[] {
  const endOf = (name: string) => steps.find(({ by, does }) => by === name && (does === "commit" || does === "abort"));
  const found: Anomaly[] = [];
  const bEnd = endOf(b)?.place ?? 0;
  if (endOf(a)?.does === "abort") return conflicts(steps, a, "write", b, "read").some(([, read]) => read.place < (endOf(a)?.place ?? 0)) ? ["dirty read"] : [];
  if (endOf(b)?.does === "abort") return [];
  const overwritten = conflicts(steps, a, "read", b, "write");
  const later = (does: ScheduleStep["does"], on: string, after: number) => steps.some((step) => step.by === a && step.does === does && step.on === on && step.place > after);
  if (overwritten.some(([, write]) => later("read", write.on, bEnd))) found.push("non-repeatable read");
  if (conflicts(steps, a, "count", b, "insert").some(([count]) => later("count", count.on, bEnd))) found.push("phantom");
  if (overwritten.some(([, write]) => later("write", write.on, write.place))) found.push("lost update");
  const alsoWritten = (on: string) => steps.filter((step) => step.by === b && step.does === "write" && step.on !== on);
  if (overwritten.some(([, write]) => alsoWritten(write.on).some((other) => later("read", other.on, bEnd)))) found.push("read skew");
  const backwards = conflicts(steps, b, "read", a, "write");
  if (a < b && overwritten.some(([, write]) => backwards.some(([, other]) => other.on !== write.on))) found.push("write skew");
  return found;
}

/** All anomalies of a schedule, each named once. */
export function anomaliesOf({ steps }: ScheduleWorld): Anomaly[] {
  const placed = steps.map((step, place) => ({ ...step, place }));
  const names = [...new Set(steps.map(({ by }) => by))];
  const found = names.flatMap((a) => names.filter((b) => b !== a).flatMap((b) => between2(placed, a, b)));
  return ANOMALIES.filter((anomaly) => found.includes(anomaly));
}

/** Reads or overwrites something whose writer has not ended and will commit: no anomaly of the list, and not asked here. */
const touchesOpenWork = ({ steps }: ScheduleWorld): boolean =>
  steps.some((write, place) => {
    if (write.does !== "write") return false;
    const end = steps.findIndex(({ by, does }) => by === write.by && (does === "commit" || does === "abort"));
    return steps.slice(place, end).some(({ by, on, does }) => by !== write.by && on === write.on && (does === "write" || steps[end]?.does === "commit"));
  });

function weave(random: SeededRandom, programs: readonly (readonly ScheduleStep[])[]): ScheduleStep[] {
  const left = programs.map((program) => [...program]);
  const steps: ScheduleStep[] = [];
  while (left.some((program) => program.length > 0)) steps.push(...pick(random, left.filter((program) => program.length > 0)).splice(0, 1));
  return steps;
}

const solveBy =
  (name: (anomaly: Anomaly) => Anomaly, level: (anomaly: Anomaly) => Level): Solve<ScheduleWorld> =>
  (world): Cells => {
    const anomaly = anomaliesOf(world)[0] ?? "dirty read";
    return { anomaly: name(anomaly), level: level(anomaly) };
  };
const same = (anomaly: Anomaly): Anomaly => anomaly;
const weakest = (anomaly: Anomaly): Level => WEAKEST[anomaly];
const READS_MIXED: Partial<Record<Anomaly, Anomaly>> = { "dirty read": "non-repeatable read", "non-repeatable read": "phantom", phantom: "non-repeatable read", "read skew": "non-repeatable read" };
const WRITES_MIXED: Partial<Record<Anomaly, Anomaly>> = { "lost update": "write skew", "write skew": "lost update" };
const STEP_WORDS: Readonly<Record<ScheduleStep["does"], (on: string) => string>> = {
  read: (on) => `reads ${on}`,
  write: (on) => `writes ${on}`,
  count: (on) => `counts the rows of ${on}`,
  insert: (on) => `inserts a row into ${on}`,
  commit: () => "commits",
  abort: () => "aborts",
};

export const isolationAnomaly = defineGenerator({
  name: "isolation-anomaly",
  params: { anomalies: { kind: "words", of: ANOMALIES, default: ANOMALIES } },
  draw: (params, random): ScheduleWorld | null => {
    const wanted = pick(random, params.anomalies);
    const records = sample(random, ["A", "B", "C", "D"], 3);
    const rename: Readonly<Record<string, string>> = { x: records[0] ?? "", y: records[1] ?? "", z: records[2] ?? "", p: pick(random, ["room 7", "shift 2", "flight 9"]) };
    const names = sample(random, ["T1", "T2", "T3"], 3);
    const texts = [...PROGRAMS[wanted], ...(chance(random, 0.5) ? [BYSTANDER] : [])];
    const programs = texts.map((text, index) =>
      text.split(", ").map((words): ScheduleStep => {
        const [does = "", on = ""] = words.split(" ");
        return { by: names[index] ?? "", does: does as ScheduleStep["does"], on: rename[on] ?? "" };
      }),
    );
    for (let tries = 0; tries < 20; tries += 1) {
      const world = { steps: weave(random, programs) };
      const found = anomaliesOf(world);
      if (found.length === 1 && found[0] === wanted && !touchesOpenWork(world)) return world;
    }
    return null;
  },
  cells: () => [
    { id: "anomaly", ask: "The anomaly", form: { kind: "word", choices: ANOMALIES } },
    { id: "level", ask: "The weakest of these levels that rules it out", form: { kind: "word", choices: LEVELS } },
  ],
  solve: solveBy(same, weakest),
  mutants: {
    "writes-mixed-up": {
      say: "A lost update overwrites the same record that was read. In a write skew the two write different records, each of which the other had read.",
      solve: solveBy((anomaly) => WRITES_MIXED[anomaly] ?? anomaly, weakest),
    },
    "reads-mixed-up": {
      say: "Look at what changed between the reads: a value that never held (dirty), one record read twice, two records that belong together (skew), or which rows there are (phantom).",
      solve: solveBy((anomaly) => READS_MIXED[anomaly] ?? anomaly, weakest),
    },
    "committed-is-enough": {
      say: "Read committed only keeps uncommitted values away. Each statement still sees what was committed a moment ago, so two reads may disagree.",
      solve: solveBy(same, () => "read committed"),
    },
    "always-serializable": {
      say: "Serializable rules out everything and costs the most. A snapshot keeps reads in step and lets only the first of two writers of one record commit.",
      solve: solveBy(same, () => "serializable"),
    },
  },
  show: ({ steps }) => [{ kind: "table", caption: "Steps in their order; each read takes the newest value that is written", columns: ["", "Transaction", "Does"], rows: steps.map(({ by, does, on }, index) => [String(index + 1), by, STEP_WORDS[does](on)]) }],
});
