/** Which value must a Paxos proposer send? Lamport 2001, section 2.2: that of the highest ballot among the promises. */
import { between, chance, pick, sample } from "../drawing";
import { defineGenerator } from "../generator";
import { type Accepted, drawBallots, highest, lastAccepted, VALUES } from "./paxos-run";

interface Promise {
  readonly acceptor: string;
  /** Null if it has accepted nothing yet */
  readonly accepted: Accepted | null;
}

export interface ProposeWorld {
  readonly acceptors: number;
  readonly ballot: number;
  readonly wish: string;
  /** Of a majority, in the order of arrival */
  readonly promises: readonly Promise[];
}

const NAMES = "ABCDEFG".split("");
const cell = (value: string) => ({ value });
const reportsOf = ({ promises }: ProposeWorld): Accepted[] => promises.flatMap(({ accepted }) => accepted ?? []);

function mostFrequent(world: ProposeWorld): string {
  const values = reportsOf(world).map(({ value }) => value);
  const count = (value: string) => values.filter((one) => one === value).length;
  return values.reduce((best, value) => (count(value) > count(best) ? value : best), values[0] ?? world.wish);
}

export const paxosMustPropose = defineGenerator({
  name: "paxos-must-propose",
  params: { acceptors: { kind: "words", of: ["5", "7"], default: ["5", "7"] } },
  draw: (params, random): ProposeWorld | null => {
    const acceptors = Number(pick(random, params.acceptors));
    const names = NAMES.slice(0, acceptors);
    const ballots = drawBallots(random, names, between(random, [3, 6]), 2);
    const ballot = (ballots.at(-1)?.ballot ?? 0) + between(random, [1, 3]);
    const mixed = sample(random, names, acceptors);
    // Those who have something to report, but for one at times.
    const reporting = mixed.filter((acceptor) => lastAccepted(ballots, acceptor) !== null).slice(chance(random, 0.5) ? 1 : 0);
    const majority = [...new Set([...reporting, ...mixed])].slice(0, Math.floor(acceptors / 2) + 1);
    const promises = sample(random, majority, majority.length).map((acceptor) => ({ acceptor, accepted: lastAccepted(ballots, acceptor) }));
    const world = { acceptors, ballot, wish: pick(random, VALUES), promises };
    return new Set(reportsOf(world).map(({ value }) => value)).size < 2 ? null : world;
  },
  cells: () => [{ id: "value", ask: "Value that the proposer sends to be accepted", form: { kind: "word", choices: VALUES } }],
  solve: (world: ProposeWorld) => cell(highest(reportsOf(world))?.value ?? world.wish),
  mutants: {
    "own-wish": {
      say: "The own wish is free only if nobody in the majority has accepted anything. Else a value that is chosen already could be overruled.",
      solve: ({ wish }) => cell(wish),
    },
    "most-frequent": {
      say: "The reports are not votes. Only the one of the highest ballot counts, however many name another value.",
      solve: (world) => cell(mostFrequent(world)),
    },
    "lowest-ballot": {
      say: "The oldest report may have been overtaken. If a value was chosen, every later ballot carries it, so the highest one tells.",
      solve: (world) => cell(reportsOf(world).reduce((best, one) => (one.ballot < best.ballot ? one : best), { ballot: Infinity, value: world.wish }).value),
    },
    "first-answer": {
      say: "The order of arrival says nothing. Wait for the whole majority, then take the report of the highest ballot.",
      solve: (world) => cell(reportsOf(world)[0]?.value ?? world.wish),
    },
  },
  show: ({ acceptors, ballot, wish, promises }) => [
    { kind: "facts", facts: [{ name: "Acceptors", value: String(acceptors) }, { name: "Own ballot", value: String(ballot) }, { name: "Own wish", value: wish }] },
    {
      kind: "table",
      caption: "Promises, in the order of arrival",
      columns: ["Acceptor", "Last accepted at ballot", "Value"],
      rows: promises.map(({ acceptor, accepted }) => [acceptor, accepted === null ? "nothing yet" : String(accepted.ballot), accepted?.value ?? "–"]),
    },
  ],
  road: (world) => {
    const top = highest(reportsOf(world));
    if (top === null) return [`Nobody has accepted anything, so the proposer is free: ${world.wish}.`];
    return [`The reports name the ballots ${reportsOf(world).map(({ ballot }) => ballot).join(", ")}.`, `The highest is ${top.ballot}, with ${top.value}: that is sent, at ballot ${world.ballot}.`];
  },
});
