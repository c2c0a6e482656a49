/** Tumbling windows in event time: a window closes when the watermark reaches its end, and what comes for it later is late. */
import { between, chance } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface StreamEvent {
  readonly id: string;
  /** Seconds, as the event itself says */
  readonly happened: number;
  /** Seconds, when the job got it; the events stand in this order */
  readonly arrived: number;
}

export interface WatermarkWorld {
  readonly windowSeconds: number;
  /** The watermark trails the newest event time by so much. */
  readonly slackSeconds: number;
  readonly events: readonly StreamEvent[];
}

const LATE = "late";

interface Rule {
  readonly timeOf: (event: StreamEvent) => number;
  readonly slackOf: (world: WatermarkWorld) => number;
  /** Whether an event is late, from its window's end, its own time and the watermark before it */
  readonly isLate: (windowEnd: number, time: number, watermark: number) => boolean;
}

const RIGHT: Rule = { timeOf: ({ happened }) => happened, slackOf: ({ slackSeconds }) => slackSeconds, isLate: (windowEnd, _, watermark) => windowEnd <= watermark };

const windowText = (start: number, size: number): string => `${start} to ${start + size}`;

/** The window of each event, by its begin and end, or that it is late; and where the watermark ends. */
const solveBy =
  (broken: Partial<Rule>): Solve<WatermarkWorld> =>
  (world): Cells => {
    const { timeOf, slackOf, isLate } = { ...RIGHT, ...broken };
    const cells: Record<string, string | number> = {};
    let newest = Number.NEGATIVE_INFINITY;
    for (const event of world.events) {
      const time = timeOf(event);
      const start = Math.floor(time / world.windowSeconds) * world.windowSeconds;
      cells[event.id] = isLate(start + world.windowSeconds, time, newest - slackOf(world)) ? LATE : windowText(start, world.windowSeconds);
      newest = Math.max(newest, time);
    }
    return { ...cells, watermark: newest - slackOf(world) };
  };

/** All windows in which an event may be counted, by event time or by arrival. */
function windowsOf({ windowSeconds, events }: WatermarkWorld): string[] {
  const last = Math.max(...events.flatMap(({ happened, arrived }) => [happened, arrived]));
  return Array.from({ length: Math.floor(last / windowSeconds) + 1 }, (_, index) => windowText(index * windowSeconds, windowSeconds));
}

export const watermarkWindow = defineGenerator({
  name: "watermark-window",
  params: {
    events: { kind: "range", within: [4, 7], default: [6, 7] },
    window: { kind: "range", within: [10, 60], default: [10, 20] },
    slack: { kind: "range", within: [2, 30], default: [3, 12] },
  },
  draw: (params, random): WatermarkWorld | null => {
    const windowSeconds = Math.round(between(random, params.window) / 5) * 5;
    const slackSeconds = between(random, params.slack);
    const events: StreamEvent[] = [];
    let arrived = between(random, [0, 5]);
    for (let left = between(random, params.events), index = 1; left > 0; left -= 1, index += 1) {
      arrived += between(random, [2, Math.ceil(windowSeconds / 2)]);
      // Half of the events come late by about the slack and more.
      const delay = chance(random, 0.5) ? between(random, [0, 2]) : between(random, [Math.ceil(slackSeconds / 2), slackSeconds + windowSeconds]);
      events.push({ id: `e${index}`, happened: Math.max(0, arrived - delay), arrived });
    }
    const world = { windowSeconds, slackSeconds, events };
    return Object.values(solveBy({})(world)).includes(LATE) || chance(random, 0.2) ? world : null;
  },
  cells: (world: WatermarkWorld) => [
    ...world.events.map(({ id }) => ({ id, ask: `Window in which ${id} is counted`, form: { kind: "word", choices: [...windowsOf(world), LATE] } as const })),
    { id: "watermark", ask: "The watermark behind the last event", form: { kind: "integer" } },
  ],
  solve: solveBy({}),
  mutants: {
    "arrival-time": {
      say: "That counts by arrival. An event belongs to the window of the time that it carries, however late it comes.",
      solve: solveBy({ timeOf: ({ arrived }) => arrived }),
    },
    "no-slack": {
      say: "The watermark trails the newest event time by the slack. Without it, windows would close as soon as the first event beyond their end is seen.",
      solve: solveBy({ slackOf: () => 0 }),
    },
    "behind-is-late": {
      say: "Being behind the watermark is not yet late. As long as the watermark has not reached the window's end, the window is open and the event is counted.",
      solve: solveBy({ isLate: (_, time, watermark) => time <= watermark }),
    },
  },
  show: ({ windowSeconds, slackSeconds, events }) => [
    { kind: "facts", facts: [{ name: "Windows", value: `${windowSeconds} s long, from 0; the end belongs to the next one` }, { name: "Watermark", value: `newest event time seen, less ${slackSeconds} s` }] },
    { kind: "table", caption: "Events in the order of their arrival", columns: ["Event", "Happened", "Arrived"], rows: events.map(({ id, happened, arrived }) => [id, `${happened} s`, `${arrived} s`]) },
  ],
  road: (world) => {
    const cells = solveBy({})(world);
    return world.events.map(({ id, happened }, index) => {
      const mark = index === 0 ? "before any watermark" : `watermark ${Math.max(...world.events.slice(0, index).map((event) => event.happened)) - world.slackSeconds}`;
      return `**${id}** of ${happened} s, ${mark}: ${String(cells[id])}.`;
    });
  },
});
