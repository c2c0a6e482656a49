/** Two-phase commit (Gray 1978; Gray and Lamport 2006, section 3) in which the coordinator dies; no record means abort. */
import { between, chance, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface TwoPhaseWorld {
  /** In the order in which they are asked to prepare */
  readonly participants: readonly { readonly name: string; readonly vote: "yes" | "no" }[];
  /** Names in the order in which they are told the decision */
  readonly told: readonly string[];
  /** The coordinator's steps are: prepare to each in turn, the record, the decision to each in turn. It dies after these. */
  readonly stepsDone: number;
}

const STATES = ["working", "in-doubt", "committed", "aborted"] as const;
const DECISIONS = ["commit", "abort"] as const;

interface Broken {
  readonly abortsInDoubt?: boolean;
  readonly votesDecide?: boolean;
  readonly recordReachesAll?: boolean;
}

/** Messages that were sent arrive; a vote is given as soon as it is asked for. */
const solveBy =
  ({ abortsInDoubt = false, votesDecide = false, recordReachesAll = false }: Broken): Solve<TwoPhaseWorld> =>
  ({ participants, told, stepsDone }) => {
    const count = participants.length;
    const isRecorded = stepsDone > count;
    const allYes = participants.every(({ vote }) => vote === "yes");
    const outcome = allYes ? "committed" : "aborted";
    const states = participants.map(({ name, vote }, index) => {
      if (index >= stepsDone) return "working";
      if (vote === "no") return "aborted";
      if (told.slice(0, Math.max(0, stepsDone - count - 1)).includes(name) || (recordReachesAll && isRecorded)) return outcome;
      return abortsInDoubt ? "aborted" : "in-doubt";
    });
    const named = participants.map(({ name }) => name);
    const mayAbort = named.filter((_, index) => states[index] === "working" || (abortsInDoubt && states[index] === "aborted" && participants[index]?.vote === "yes"));
    const knows = allYes && (isRecorded || (votesDecide && stepsDone === count));
    const cells: Cells = Object.fromEntries(named.map((name, index) => [name, states[index] ?? "working"]));
    return { ...cells, free: mayAbort, restart: DECISIONS[knows ? 0 : 1] };
  };

/** What the coordinator did before it died. */
function stepsText({ participants, told, stepsDone }: TwoPhaseWorld): string[][] {
  const names = participants.map(({ name }) => name);
  const decision = participants.every(({ vote }) => vote === "yes") ? "commit" : "abort";
  const steps = [...names.map((name) => `sends prepare to ${name}`), `has all votes; writes its ${decision} record to disk`, ...told.map((name) => `sends ${decision} to ${name}`)];
  return [...steps.slice(0, stepsDone), "dies"].map((text, index) => [String(index + 1), text]);
}

export const twopcCrash = defineGenerator({
  name: "twopc-crash",
  params: { participants: { kind: "range", within: [2, 5], default: [3, 5] } },
  draw: (params, random): TwoPhaseWorld => {
    const count = between(random, params.participants);
    const objects = chance(random, 0.25) ? between(random, [0, count - 1]) : -1;
    const names = sample(random, "ABCDE".slice(0, count).split(""), count);
    const participants = names.map((name, index) => ({ name, vote: index === objects ? ("no" as const) : ("yes" as const) }));
    // Before the record all hangs in the air, in the middle of the decisions half of it.
    const phase = random.fraction();
    const stepsDone = phase < 0.2 ? between(random, [1, count - 1]) : phase < 0.65 ? count : count + 1 + between(random, [0, count - 1]);
    return { participants, told: sample(random, names, count), stepsDone };
  },
  cells: ({ participants }: TwoPhaseWorld) => [
    ...participants.map(({ name }) => ({ id: name, ask: `State of ${name}`, form: { kind: "word", choices: STATES } as const })),
    { id: "free", ask: "May still abort by themselves, without asking", form: { kind: "set", choices: participants.map(({ name }) => name) } },
    { id: "restart", ask: "Decision of the coordinator when it comes back", form: { kind: "word", choices: DECISIONS } },
  ],
  solve: solveBy({}),
  mutants: {
    "aborts-after-yes": {
      say: "After a yes a participant has given its word: the coordinator may have decided to commit already. It has to wait in doubt, with its locks.",
      solve: solveBy({ abortsInDoubt: true }),
    },
    "votes-decide": {
      say: "Votes that the coordinator only had in memory died with it. Without a commit record on disk it comes back, finds nothing, and aborts.",
      solve: solveBy({ votesDecide: true }),
    },
    "record-reaches-all": {
      say: "The record makes the decision; a participant learns of it by a message. Those whom no message reached are still in doubt.",
      solve: solveBy({ recordReachesAll: true }),
    },
  },
  show: (world) => [
    { kind: "table", caption: "How each votes when it is asked to prepare", columns: ["Participant", "Vote"], rows: world.participants.map(({ name, vote }) => [name, vote]) },
    { kind: "table", caption: "The coordinator; what it sent arrives", columns: ["", "Step"], rows: stepsText(world) },
  ],
  road: (world) => {
    const cells = solveBy({})(world);
    const record = world.stepsDone > world.participants.length;
    return [
      ...world.participants.map(({ name, vote }) => {
        const state = String(cells[name]);
        if (state === "working") return `**${name}** was not asked for a vote: it is working and free to abort.`;
        if (vote === "no") return `**${name}** votes no and aborts at once.`;
        return state === "in-doubt" ? `**${name}** voted yes and heard no decision: in doubt.` : `**${name}** voted yes and got the decision (step ${world.participants.length + 2 + world.told.indexOf(name)}): ${state}.`;
      }),
      record ? `The record is on disk: the coordinator finds it and goes on with ${String(cells["restart"])}.` : "There is no record on disk: the coordinator aborts.",
    ];
  },
});
