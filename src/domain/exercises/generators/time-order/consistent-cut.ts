/** Is a cut consistent (Chandy and Lamport 1985)? No message may be received inside it that was sent outside. */
import { between, chance } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { drawTimeline, showTimeline, TIMELINE_PARAMS, type TimelineWorld } from "./timeline";

export interface CutWorld extends TimelineWorld {
  /** For each process, how many of its events lie inside */
  readonly cut: readonly number[];
}

interface Crossing {
  readonly message: string;
  readonly from: string;
  readonly sentInside: boolean;
  readonly receivedInside: boolean;
}

const ANSWERS = ["yes", "no"] as const;

function crossings({ processes, events, cut }: CutWorld): Crossing[] {
  const inside = new Set(processes.flatMap((process, index) => events.filter(({ at }) => at === process).slice(0, cut[index] ?? 0)));
  return events.flatMap((event) => {
    const receipt = events.find(({ receives }) => receives !== undefined && receives === event.sends);
    if (event.sends === undefined || receipt === undefined) return [];
    return [{ message: event.sends, from: event.at, sentInside: inside.has(event), receivedInside: inside.has(receipt) }];
  });
}

/** The cells from what is said to break the cut and what to be on its way. */
function cellsBy(world: CutWorld, breaks: (one: Crossing) => boolean, flies: (one: Crossing) => boolean): Cells {
  const all = crossings(world);
  const named = (test: (one: Crossing) => boolean) => all.filter(test).map(({ message }) => message);
  return { consistent: ANSWERS[all.some(breaks) ? 1 : 0], broken: named(breaks), channel: named(flies) };
}

const isBreak = ({ sentInside, receivedInside }: Crossing): boolean => receivedInside && !sentInside;
const isFlying = ({ sentInside, receivedInside }: Crossing): boolean => sentInside && !receivedInside;

export const consistentCut = defineGenerator({
  name: "consistent-cut",
  params: { processes: TIMELINE_PARAMS.processes, events: { ...TIMELINE_PARAMS.events, default: [7, 10] }, messages: { ...TIMELINE_PARAMS.messages, default: [3, 4] } },
  draw: (params, random): CutWorld | null => {
    const timeline = drawTimeline(random, { ...params, marked: 1 });
    if (timeline === null) return null;
    const cut = timeline.processes.map((process) => between(random, [0, timeline.events.filter(({ at }) => at === process).length]));
    const world = { ...timeline, marked: [], cut };
    const all = crossings(world);
    // A cut that nothing crosses asks nothing; half of the cuts are broken, and most have a message on its way.
    if (!all.some(isFlying) && !all.some(isBreak)) return null;
    if (all.some(isBreak) !== chance(random, 0.5)) return null;
    return all.some(isFlying) || chance(random, 0.3) ? world : null;
  },
  cells: (world: CutWorld) => {
    const choices = crossings(world).map(({ message }) => message);
    return [
      { id: "consistent", ask: "Is the cut consistent?", form: { kind: "word", choices: ANSWERS } },
      { id: "broken", ask: "Messages that break it", form: { kind: "set", choices } },
      { id: "channel", ask: "Messages on their way at the cut", form: { kind: "set", choices } },
    ];
  },
  solve: (world) => cellsBy(world, isBreak, isFlying),
  mutants: {
    "flight-is-error": {
      say: "A message that was sent inside and not yet received is merely on its way. It belongs to the channel's state and breaks nothing.",
      solve: (world) => cellsBy(world, (one) => isBreak(one) || isFlying(one), isFlying),
    },
    "wrong-way-round": {
      say: "The two directions were exchanged. An effect without its cause breaks a cut: received inside, sent outside.",
      solve: (world) => cellsBy(world, isFlying, isBreak),
    },
    "one-process": {
      say: "Every process has to be checked: a message of any of them may cross the cut.",
      solve: (world) => {
        const isFirst = ({ from }: Crossing) => from === world.processes[0];
        return cellsBy(world, (one) => isFirst(one) && isBreak(one), (one) => isFirst(one) && isFlying(one));
      },
    },
  },
  show: (world) => [{ ...showTimeline(world, "Events to the left of the cut lie inside"), cut: world.cut }],
  road: (world) =>
    crossings(world).map(({ message, sentInside, receivedInside }) => {
      const place = (isInside: boolean) => (isInside ? "inside" : "outside");
      const what = isBreak({ message, from: "", sentInside, receivedInside }) ? ", which breaks the cut" : sentInside && !receivedInside ? ", so it is on its way" : "";
      return `**${message}**: sent ${place(sentInside)}, received ${place(receivedInside)}${what}.`;
    }),
});
