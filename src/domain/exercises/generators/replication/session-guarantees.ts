/** The four session guarantees (Terry et al. 1994) for one client that moves between replicas. */
import { chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

const GUARANTEES = ["read-your-writes", "monotonic-reads", "monotonic-writes", "writes-follow-reads"] as const;
export type Guarantee = (typeof GUARANTEES)[number];

export interface SessionStep {
  readonly id: string;
  readonly replica: string;
  /** A read shows everything that the replica has applied. */
  readonly does: "read" | "write";
  /** Names of the writes that the replica has applied when the step arrives */
  readonly applied: readonly string[];
}

export interface SessionWorld {
  /** A write is named like its step. */
  readonly steps: readonly SessionStep[];
}

/** The guarantees that each step breaks: the replica lacks a write that the session has written or read before. */
export function brokenAt({ steps }: SessionWorld): Guarantee[][] {
  const written: string[] = [];
  const read: string[] = [];
  return steps.map(({ id, does, applied }) => {
    const lacks = (names: readonly string[]) => names.some((name) => !applied.includes(name));
    const broken: Guarantee[] = [];
    if (lacks(written)) broken.push(does === "read" ? "read-your-writes" : "monotonic-writes");
    if (lacks(read)) broken.push(does === "read" ? "monotonic-reads" : "writes-follow-reads");
    if (does === "read") read.push(...applied);
    else written.push(id);
    return broken;
  });
}

function answers(world: SessionWorld, broken: readonly (readonly Guarantee[])[]): Cells {
  const first = broken.findIndex((names) => names.length > 0);
  return {
    step: world.steps[first]?.id ?? world.steps[0]?.id ?? "",
    guarantee: broken[first]?.[0] ?? GUARANTEES[0],
    all: GUARANTEES.filter((name) => broken.flat().includes(name)),
  };
}

const solveBy =
  (rename: Partial<Record<Guarantee, Guarantee>>): Solve<SessionWorld> =>
  (world) =>
    answers(world, brokenAt(world).map((names) => names.map((name) => rename[name] ?? name)));

/** Takes any step at a replica that lacks what the step before had there. */
function byReplicas(world: SessionWorld): Cells {
  const broken = world.steps.map(({ applied, does }, index): Guarantee[] => {
    const before = world.steps[index - 1]?.applied ?? [];
    if (before.every((name) => applied.includes(name))) return [];
    return [does === "read" ? "monotonic-reads" : "monotonic-writes"];
  });
  return answers(world, broken);
}

export const sessionGuarantees = defineGenerator({
  name: "session-guarantees",
  params: { steps: { kind: "count", within: [4, 7], default: 6 } },
  draw: (params, random): SessionWorld | null => {
    const replicas = ["A", "B", "C"];
    const others = ["o1", "o2", "o3"];
    const applied = new Map(replicas.map((name) => [name, new Set(sample(random, others, pick(random, [0, 1, 2])))]));
    const steps: SessionStep[] = [];
    const all = [...others];
    for (let index = 1; index <= params.steps; index += 1) {
      const replica = pick(random, replicas);
      const here = applied.get(replica) as Set<string>;
      for (const name of all) if (chance(random, 0.35)) here.add(name);
      const does = chance(random, 0.5) ? "read" : "write";
      const id = `s${index}`;
      steps.push({ id, replica, does, applied: all.filter((name) => here.has(name)) });
      if (does === "write") {
        here.add(id);
        all.push(id);
      }
    }
    const broken = brokenAt({ steps });
    const first = broken.find((names) => names.length > 0);
    return first?.length === 1 && new Set(broken.flat()).size >= 2 && (broken[1] ?? []).length === 0 ? { steps } : null;
  },
  cells: ({ steps }: SessionWorld) => [
    { id: "step", ask: "The first step that breaks a guarantee", form: { kind: "word", choices: steps.map(({ id }) => id) } },
    { id: "guarantee", ask: "The guarantee that it breaks", form: { kind: "word", choices: GUARANTEES } },
    { id: "all", ask: "All guarantees that are broken at some step", form: { kind: "set", choices: GUARANTEES } },
  ],
  solve: solveBy({}),
  mutants: {
    "reads-swapped": {
      say: "Read your writes speaks of what the session itself wrote, monotonic reads of what it has already seen.",
      solve: solveBy({ "read-your-writes": "monotonic-reads", "monotonic-reads": "read-your-writes" }),
    },
    "writes-swapped": {
      say: "Monotonic writes: after the session's own earlier writes. Writes follow reads: after the writes that it had seen.",
      solve: solveBy({ "monotonic-writes": "writes-follow-reads", "writes-follow-reads": "monotonic-writes" }),
    },
    "replicas-compared": {
      say: "That two replicas differ breaks nothing yet. What counts is what this session has read or written there before.",
      solve: byReplicas,
    },
  },
  show: ({ steps }) => [
    {
      kind: "table",
      caption: "Steps of one client. o1, o2, o3 are writes of others; the client's own are named like their steps",
      columns: ["", "Replica", "Does", "Replica had applied"],
      rows: steps.map(({ id, replica, does, applied }) => [id, replica, does === "read" ? "reads all" : `writes ${id}`, applied.length === 0 ? "nothing" : applied.join(", ")]),
    },
  ],
  road: (world) => brokenAt(world).flatMap((names, index) => (names.length === 0 ? [] : [`**${world.steps[index]?.id}** at ${world.steps[index]?.replica} breaks ${names.join(" and ")}.`])),
});
