/**
 * What a member holds of another by SWIM (Das, Gupta and Motivala 2002): a failed probe, direct and through relays, makes
 * a suspect; a suspect is declared dead when the suspicion times out, unless it refutes with a higher incarnation.
 */
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface SwimPeriod {
  /** "none": the target is not probed in this period */
  readonly probe: "none" | "answered" | "relayed" | "unanswered";
  /** Incarnation with which M says of itself, in this period after the probe, that it is alive; null: nothing comes */
  readonly alive: number | null;
}

export interface SwimWorld {
  /** Periods after which a suspicion that nobody refuted becomes a death */
  readonly suspicionPeriods: number;
  readonly periods: readonly SwimPeriod[];
}

const STATES = ["alive", "suspect", "dead"] as const;
type State = (typeof STATES)[number];

interface Broken {
  readonly lostPingKills?: boolean;
  readonly relaysIgnored?: boolean;
  readonly anyAliveRefutes?: boolean;
}

const cellOf = (index: number): string => `p${index + 1}`;

/** Replays the periods. The state that is given for a period takes the place of the computed one from there on. */
const solveBy =
  ({ lostPingKills = false, relaysIgnored = false, anyAliveRefutes = false }: Broken): Solve<SwimWorld> =>
  ({ suspicionPeriods, periods }, given: Cells = {}) => {
    let state: State = "alive";
    let since = 0;
    let incarnation = 0;
    const cells: Record<string, State> = {};
    periods.forEach(({ probe, alive }, index) => {
      const fails = probe === "unanswered" || (relaysIgnored && probe === "relayed");
      if (state === "suspect" && index - since >= suspicionPeriods) state = "dead";
      if (state === "alive" && fails) [state, since] = [lostPingKills ? "dead" : "suspect", index];
      const refutes = alive !== null && (alive > incarnation || anyAliveRefutes);
      if (state === "suspect" && refutes) state = "alive";
      if (alive !== null) incarnation = Math.max(incarnation, alive);
      cells[cellOf(index)] = state;
      const written = given[cellOf(index)];
      if (written === undefined || written === state) return;
      if (written === "suspect") since = index;
      state = written as State;
    });
    return cells;
  };

const PROBES: Readonly<Record<SwimPeriod["probe"], string>> = {
  none: "probes others",
  answered: "ping answered",
  relayed: "ping lost, a relay gets through",
  unanswered: "ping and relays unanswered",
};

export const swimVerdict = defineGenerator({
  name: "swim-verdict",
  params: {
    periods: { kind: "range", within: [5, 8], default: [7, 8] },
    suspicion: { kind: "range", within: [2, 4], default: [2, 3] },
  },
  draw: (params, random): SwimWorld | null => {
    const suspicionPeriods = between(random, params.suspicion);
    let known = 0;
    const periods = Array.from({ length: between(random, params.periods) }, (): SwimPeriod => {
      const probe = pick(random, ["none", "answered", "relayed", "relayed", "unanswered", "unanswered"] as const);
      if (!chance(random, 0.4)) return { probe, alive: null };
      // Old news of the same incarnation is what a suspicion survives.
      const isNewer = chance(random, 0.5);
      known += isNewer ? 1 : 0;
      return { probe, alive: known };
    });
    const world = { suspicionPeriods, periods };
    const states = Object.values(solveBy({})(world));
    return states.includes("suspect") && states.filter((state) => state === "dead").length < states.length / 2 ? world : null;
  },
  cells: ({ periods }: SwimWorld) => periods.map((_, index) => ({ id: cellOf(index), ask: `State of M at the end of period ${index + 1}`, form: { kind: "word", choices: STATES } })),
  solve: solveBy({}),
  mutants: {
    "lost-ping-kills": {
      say: "One failed probe only makes a suspect. M has the time of the suspicion to say that it is alive, so a short pause does not throw it out.",
      solve: solveBy({ lostPingKills: true }),
    },
    "relays-ignored": {
      say: "An answer by way of a relay is an answer: the path from here to M had failed, not M.",
      solve: solveBy({ relaysIgnored: true }),
    },
    "any-alive-refutes": {
      say: "That message carries no higher incarnation than was known, so it may be older than the suspicion. Only M can raise its number, and only a higher one refutes.",
      solve: solveBy({ anyAliveRefutes: true }),
    },
  },
  show: ({ suspicionPeriods, periods }) => [
    { kind: "facts", facts: [{ name: "Suspicion lasts", value: `${suspicionPeriods} periods` }, { name: "M at first", value: "alive, incarnation 0" }] },
    {
      kind: "table",
      caption: "What this member does in each period, and what it hears of M after that",
      columns: ["Period", "Probe of M", "Hears"],
      rows: periods.map(({ probe, alive }, index) => [String(index + 1), PROBES[probe], alive === null ? "nothing" : `M alive, incarnation ${alive}`]),
    },
  ],
});
