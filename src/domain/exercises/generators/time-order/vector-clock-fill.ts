/** Fill in vector clocks (Fidge 1988, Mattern 1989): at every event the own place + 1, at a receipt the maximum first. */
import { type Cells, defineGenerator, type Solve } from "../generator";
import { drawTimeline, replayClock, showTimeline, TIMELINE_PARAMS, type TimelineWorld } from "./timeline";

type Vector = readonly number[];
type Merge = (last: Vector, carried: Vector) => Vector;

const maximum: Merge = (last, carried) => last.map((value, place) => Math.max(value, carried[place] ?? 0));
const raise = (vector: Vector, place: number): Vector => vector.map((value, index) => (index === place ? value + 1 : value));

/** The rules with one of them exchanged. */
function solveBy({ merge = maximum, stepsAtReceipt = true }: { merge?: Merge; stepsAtReceipt?: boolean }): Solve<TimelineWorld> {
  return (world, given: Cells = {}) =>
    replayClock<Vector>(
      world,
      world.processes.map(() => 0),
      (last, carried, process) => {
        const known = carried === null ? last : merge(last, carried);
        return carried === null || stepsAtReceipt ? raise(known, process) : known;
      },
      (id) => given[id] as Vector | undefined,
    );
}

export const vectorClockFill = defineGenerator({
  name: "vector-clock-fill",
  params: TIMELINE_PARAMS,
  draw: (params, random) => drawTimeline(random, params),
  cells: ({ processes, marked }: TimelineWorld) =>
    marked.map((id) => ({ id, ask: `Vector of ${id}`, form: { kind: "vector", length: processes.length } })),
  solve: solveBy({}),
  mutants: {
    "no-own-step": {
      say: "You merged, but the receipt is an event too: its process raises its own counter once more.",
      solve: solveBy({ stepsAtReceipt: false }),
    },
    "adds-vectors": {
      say: "Counters are merged by the larger value. Adding counts the same events twice.",
      solve: solveBy({ merge: (last, carried) => last.map((value, place) => value + (carried[place] ?? 0)) }),
    },
    overwrites: {
      say: "Taking over the message's vector throws away what this process already knew. Merge place by place.",
      solve: solveBy({ merge: (_, carried) => carried }),
    },
  },
  show: (world) => [showTimeline(world, `Places of the vectors: ${world.processes.join(", ")}`)],
  road: (world) => roadOf(world),
});

/** Says each marked event's vector, at a receipt with what was merged. */
function roadOf(world: TimelineWorld): string[] {
  const all = solveBy({})({ ...world, marked: world.events.map(({ id }) => id) }) as Record<string, Vector>;
  const text = (id: string | undefined) => (id === undefined ? "" : `[${(all[id] ?? []).join(",")}]`);
  return world.events.filter(({ id }) => world.marked.includes(id)).map(({ id, at, receives }) => {
    const before = world.events.slice(0, world.events.findIndex((event) => event.id === id)).findLast((event) => event.at === at);
    const last = before === undefined ? `[${world.processes.map(() => 0).join(",")}]` : text(before.id);
    const send = world.events.find(({ sends }) => sends !== undefined && sends === receives);
    if (send === undefined) return `**${id}**: ${at} goes on from ${last} and raises its own place: ${text(id)}.`;
    return `**${id}**: ${at} has ${last}, ${receives} brings ${text(send.id)}; the larger value in each place, then ${at}'s own place: ${text(id)}.`;
  });
}
