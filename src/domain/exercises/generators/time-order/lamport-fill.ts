/** Fill in Lamport timestamps (Lamport 1978): last + 1, at a receipt max(last, carried) + 1. */
import { type Cells, defineGenerator, type Solve } from "../generator";
import { drawTimeline, replayClock, showTimeline, TIMELINE_PARAMS, type TimelineWorld } from "./timeline";

type Step = (last: number, carried: number | null) => number;

const solveBy =
  (step: Step): Solve<TimelineWorld> =>
  (world, given: Cells = {}) =>
    replayClock<number>(world, 0, step, (id) => given[id] as number | undefined);

const lamport: Step = (last, carried) => Math.max(last, carried ?? 0) + 1;

export const lamportFill = defineGenerator({
  name: "lamport-fill",
  params: TIMELINE_PARAMS,
  draw: (params, random) => drawTimeline(random, params),
  cells: ({ marked }: TimelineWorld) => marked.map((id) => ({ id, ask: `Timestamp of ${id}`, form: { kind: "integer" } })),
  solve: solveBy(lamport),
  mutants: {
    "no-maximum": {
      say: "A receipt may not be stamped earlier than its send: take the larger of the own clock and the message's before adding one.",
      solve: solveBy((last) => last + 1),
    },
    "no-step-at-receipt": {
      say: "The maximum alone is not enough. A receipt is an event as well, so one is added after the comparison.",
      solve: solveBy((last, carried) => (carried === null ? last + 1 : Math.max(last, carried))),
    },
    "wall-order": {
      say: "That numbers the events as they stand in the picture, from left to right. A process knows only its own events and what messages brought.",
      solve: ({ events, marked }) => Object.fromEntries(marked.map((id) => [id, events.findIndex((event) => event.id === id) + 1])),
    },
  },
  show: (world) => [showTimeline(world, "Every event counts, sends and receipts too; clocks start at 0")],
  road: (world) => roadOf(world),
});

/** Says each marked event's timestamp with what it was made of. */
function roadOf(world: TimelineWorld): string[] {
  const all = solveBy(lamport)({ ...world, marked: world.events.map(({ id }) => id) }) as Record<string, number>;
  return world.events.filter(({ id }) => world.marked.includes(id)).map(({ id, at, receives }) => {
    const before = world.events.slice(0, world.events.findIndex((event) => event.id === id)).findLast((event) => event.at === at);
    const last = before === undefined ? 0 : (all[before.id] ?? 0);
    const send = world.events.find(({ sends }) => sends !== undefined && sends === receives);
    if (send === undefined) return `**${id}**: ${at} stands at ${last}, so ${last} + 1 = ${all[id]}.`;
    return `**${id}**: ${at} stands at ${last}, ${receives} carries ${all[send.id]}, so max(${last}, ${all[send.id]}) + 1 = ${all[id]}.`;
  });
}
