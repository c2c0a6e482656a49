/** Has Paxos chosen a value? Lamport 2001: once a majority of acceptors has accepted it at one and the same ballot. */
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { type Ballot, drawBallots, VALUES } from "./paxos-run";

export interface ChosenWorld {
  readonly acceptors: number;
  readonly ballots: readonly Ballot[];
}

const NOTHING = "nothing";
/** Share of the draws in which nothing is chosen yet. */
const NOTHING_SHARE = 0.3;

const NAMES = "ABCDEFG".split("");

const cellsOf = (value: string | undefined, ballot: number | undefined): Cells => ({ chosen: value ?? NOTHING, ballot: value === undefined ? 0 : (ballot ?? 0) });

function chosen({ acceptors, ballots }: ChosenWorld): Cells {
  const first = ballots.find(({ acceptedBy }) => acceptedBy.length > acceptors / 2);
  return cellsOf(first?.value, first?.ballot);
}

/** A majority that came together over several ballots of one value. */
function acrossBallots({ acceptors, ballots }: ChosenWorld): Cells {
  const holders = (upTo: number, value: string) => new Set(ballots.slice(0, upTo + 1).flatMap((one) => (one.value === value ? one.acceptedBy : [])));
  const first = ballots.find(({ value }, index) => holders(index, value).size > acceptors / 2);
  return cellsOf(first?.value, first?.ballot);
}

export const paxosChosen = defineGenerator({
  name: "paxos-chosen",
  params: { acceptors: { kind: "words", of: ["3", "5", "7"], default: ["5", "7"] }, ballots: { kind: "range", within: [2, 7], default: [3, 5] } },
  draw: (params, random): ChosenWorld | null => {
    const acceptors = Number(pick(random, params.acceptors));
    const world = { acceptors, ballots: drawBallots(random, NAMES.slice(0, acceptors), between(random, params.ballots), Math.ceil(acceptors / 2) + between(random, [0, 1])) };
    return (chosen(world).chosen === NOTHING) === chance(random, NOTHING_SHARE) ? world : null;
  },
  cells: () => [
    { id: "chosen", ask: "Value that is chosen", form: { kind: "word", choices: [...VALUES, NOTHING] } },
    { id: "ballot", ask: "Ballot at which it was chosen first (0 if nothing is chosen)", form: { kind: "integer" } },
  ],
  solve: chosen,
  mutants: {
    "across-ballots": {
      say: "The acceptances of one value were added over several ballots. A majority must have accepted at one and the same ballot.",
      solve: acrossBallots,
    },
    "latest-ballot": {
      say: "The latest ballot chooses nothing by being the latest. Count its acceptors; an earlier one may have had the majority.",
      solve: ({ ballots }) => cellsOf(ballots.at(-1)?.value, ballots.at(-1)?.ballot),
    },
    "most-acceptors": {
      say: "More acceptors than any other ballot is not enough: more than half of all acceptors is.",
      solve: ({ ballots }) => {
        const best = ballots.reduce<Ballot | undefined>((most, one) => (most === undefined || one.acceptedBy.length > most.acceptedBy.length ? one : most), undefined);
        return cellsOf(best?.value, best?.ballot);
      },
    },
  },
  show: ({ acceptors, ballots }) => [
    { kind: "facts", facts: [{ name: "Acceptors", value: NAMES.slice(0, acceptors).join(", ") }] },
    {
      kind: "table",
      caption: "What was accepted so far, in the order of the ballots",
      columns: ["Ballot", "Value", "Accepted by"],
      rows: ballots.map(({ ballot, value, acceptedBy }) => [String(ballot), value, acceptedBy.join(", ")]),
    },
  ],
  road: (world) => {
    const need = Math.floor(world.acceptors / 2) + 1;
    const { chosen: value, ballot } = chosen(world);
    const end = value === NOTHING ? "No ballot has a majority: nothing is chosen yet." : `The first with a majority is ballot ${ballot}: ${value} is chosen, for good.`;
    return [`A majority of ${world.acceptors} is ${need}.`, ...world.ballots.map((one) => `**Ballot ${one.ballot}**: ${one.acceptedBy.length} accepted ${one.value}.`), end];
  },
});
