/** A write to the first N healthy nodes of a ring, with hints (Dynamo 2007, section 4.6), and a later read from home. */
import { counted } from "../../../kernel/counted";
import { between, chance, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface SloppyWorld {
  /** Clockwise, beginning behind the key */
  readonly ring: readonly string[];
  readonly copies: number;
  readonly write: number;
  readonly read: number;
  /** Down while the write is done */
  readonly down: readonly string[];
}

const WRITES = ["accepted", "refused"] as const;
const READS = ["always meets it", "may miss it"] as const;

function answers({ copies, write, read }: SloppyWorld, home: readonly string[], standIns: readonly string[], counted: number): Cells {
  return { home, standIns, write: WRITES[home.length + standIns.length >= write ? 0 : 1], read: READS[copies - counted < read ? 0 : 1] };
}

/** Home nodes that get the write, and those that stand in for the others. */
function holders({ ring, copies, down }: SloppyWorld): { home: string[]; standIns: string[] } {
  const up = (name: string) => !down.includes(name);
  const home = ring.slice(0, copies).filter(up);
  return { home, standIns: ring.slice(copies).filter(up).slice(0, copies - home.length) };
}

export const sloppyQuorum = defineGenerator({
  name: "sloppy-quorum",
  params: { nodes: { kind: "range", within: [5, 9], default: [6, 8] } },
  draw: (params, random): SloppyWorld => {
    const count = between(random, params.nodes);
    const ring = sample(random, "ABCDEFGHI".slice(0, count).split(""), count);
    const copies = between(random, [3, Math.min(5, count - 2)]);
    const write = between(random, [2, copies]);
    // Near the border of R + W = N + 1, one or two homes down, and sometimes the first of the stand-ins.
    const read = Math.min(copies, Math.max(1, copies - write + between(random, [1, 2])));
    const downHomes = sample(random, ring.slice(0, copies), between(random, [1, 2]));
    const down = [...downHomes, ...(chance(random, 0.5) ? ring.slice(copies, copies + 1) : [])].sort();
    return { ring, copies, write, read, down };
  },
  cells: ({ ring }: SloppyWorld) => [
    { id: "home", ask: "Home nodes that hold the new version after the write", form: { kind: "set", choices: [...ring].sort() } },
    { id: "standIns", ask: "Nodes that hold it for another one, with a hint", form: { kind: "set", choices: [...ring].sort() } },
    { id: "write", ask: "The write", form: { kind: "word", choices: WRITES } },
    { id: "read", ask: "A read of R home nodes, all up again, hints undelivered", form: { kind: "word", choices: READS } },
  ],
  solve: (world) => {
    const { home, standIns } = holders(world);
    return answers(world, home, standIns, home.length);
  },
  mutants: {
    "hints-count-as-home": {
      say: "A hinted copy lies where no reader looks. Until it is handed back, only the copies on home nodes help a read quorum.",
      solve: (world) => {
        const { home, standIns } = holders(world);
        return answers(world, home, standIns, home.length + standIns.length);
      },
    },
    "no-stand-ins": {
      say: "That is a strict quorum, which asks the home nodes only. A sloppy one goes on clockwise to the next healthy nodes.",
      solve: (world) => {
        const { home } = holders(world);
        return answers(world, home, [], home.length);
      },
    },
    "first-neighbour": {
      say: "The walk passes over nodes that are down, also among the stand-ins, until N healthy ones are found.",
      solve: (world) => {
        const { home } = holders(world);
        const next = world.ring.slice(world.copies, world.copies + world.copies - home.length).filter((name) => !world.down.includes(name));
        return answers(world, home, next, home.length);
      },
    },
  },
  show: ({ ring, copies, write, read, down }) => [
    {
      kind: "facts",
      facts: [
        { name: "Clockwise from the key", value: ring.join(", ") },
        { name: "Copies (N)", value: String(copies) },
        { name: "Write quorum (W)", value: String(write) },
        { name: "Read quorum (R)", value: String(read) },
        { name: "Down during the write", value: down.join(", ") },
      ],
    },
  ],
  road: (world) => {
    const { home, standIns } = holders(world);
    const without = world.copies - home.length;
    return [
      `The homes are ${world.ring.slice(0, world.copies).join(", ")}; of these ${home.length === 0 ? "nobody" : home.join(", ")} can take the write.`,
      `The walk goes on to ${standIns.join(", ")}: ${home.length + standIns.length} copies, and W is ${world.write}.`,
      `${counted(without, "home")} ${without === 1 ? "lacks" : "lack"} it and R is ${world.read}: a read ${without >= world.read ? "can meet only those" : "meets at least one that has it"}.`,
    ];
  },
});
