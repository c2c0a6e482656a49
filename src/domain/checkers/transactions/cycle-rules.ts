/** Each kind of cycle as a rule over the kinds of its edges: an automaton, built once from what the cycle must contain. */
import type { WalkRule } from "../graph/shortest-walk";
import { BASE_CYCLES, type BaseCycle, type CycleAnomaly } from "./anomalies";
import { PROCESS, REALTIME, RW, WR, WW } from "./dependencies";

/** How many anti-dependencies, and how: none, exactly one, several of which no two are in a row, or two in a row. */
type AntiDependencies = "none" | "one" | "apart" | "in-a-row";

interface CycleShape {
  readonly antiDependencies: AntiDependencies;
  /** Whether some edge has to be a read of a write. */
  readonly needsRead: boolean;
  /** The order that has to be a reason of some edge, as a kind; 0 for none. */
  readonly order: number;
}

const BASE_SHAPES: Readonly<Record<BaseCycle, Omit<CycleShape, "order">>> = {
  G0: { antiDependencies: "none", needsRead: false },
  G1c: { antiDependencies: "none", needsRead: true },
  "G-single": { antiDependencies: "one", needsRead: false },
  "G-nonadjacent": { antiDependencies: "apart", needsRead: false },
  "G2-item": { antiDependencies: "in-a-row", needsRead: false },
};

/** How far a walk has come. Anti-dependencies are counted up to two; a walk begins with what its shape needs. */
interface Progress {
  readonly edges: 0 | 1 | 2;
  readonly antiDependencies: 0 | 1 | 2;
  readonly isLastAnti: boolean;
  readonly hasRead: boolean;
  readonly hasOrder: boolean;
}

const BEGIN: Progress = { edges: 0, antiDependencies: 0, isLastAnti: false, hasRead: false, hasOrder: false };

function allowedKinds({ antiDependencies, needsRead, order }: CycleShape): number {
  const reads = antiDependencies !== "none" || needsRead ? WR : 0;
  return WW | reads | (antiDependencies === "none" ? 0 : RW) | order;
}

/** A cycle may be told from any of its edges: from an anti-dependency if there is one, or else from the edge that is needed. */
function beginsWith({ antiDependencies, needsRead, order }: CycleShape): number {
  if (antiDependencies !== "none") return RW;
  return order !== 0 ? order : needsRead ? WR : WW;
}

function advance(shape: CycleShape, progress: Progress, kind: number): Progress | null {
  if ((kind & allowedKinds(shape)) === 0) return null;
  if (progress.edges === 0 && kind !== beginsWith(shape)) return null;
  const isAnti = kind === RW;
  if (isAnti && shape.antiDependencies === "one" && progress.antiDependencies > 0) return null;
  if (isAnti && shape.antiDependencies === "apart" && progress.isLastAnti) return null;
  if (!isAnti && shape.antiDependencies === "in-a-row" && progress.edges === 1) return null;
  return {
    edges: Math.min(2, progress.edges + 1) as Progress["edges"],
    antiDependencies: Math.min(2, progress.antiDependencies + Number(isAnti)) as Progress["antiDependencies"],
    isLastAnti: isAnti,
    hasRead: progress.hasRead || kind === WR,
    hasOrder: progress.hasOrder || kind === shape.order,
  };
}

function isDone({ antiDependencies, needsRead, order }: CycleShape, progress: Progress): boolean {
  if ((needsRead && !progress.hasRead) || (order !== 0 && !progress.hasOrder)) return false;
  if (antiDependencies === "none") return true;
  if (antiDependencies === "one") return progress.antiDependencies === 1;
  return progress.antiDependencies === 2 && (antiDependencies === "in-a-row" || !progress.isLastAnti);
}

const KINDS = [WW, WR, RW, PROCESS, REALTIME];

/** Numbers every state that the shape can come to, so that a step is one look into a table. */
function compile(shape: CycleShape): WalkRule {
  const states: Progress[] = [BEGIN];
  const numbers = new Map([[JSON.stringify(BEGIN), 0]]);
  const table: number[][] = [];
  for (const state of states) {
    const row = new Array<number>(REALTIME + 1).fill(-1);
    for (const kind of KINDS) {
      const after = advance(shape, state, kind);
      if (after === null) continue;
      const key = JSON.stringify(after);
      if (!numbers.has(key)) numbers.set(key, states.push(after) - 1);
      row[kind] = numbers.get(key) as number;
    }
    table.push(row);
  }
  const done = states.map((state) => isDone(shape, state));
  return {
    states: states.length,
    start: 0,
    mask: allowedKinds(shape),
    step: (state, kind) => (table[state] as number[])[kind] as number,
    accepts: (state) => done[state] as boolean,
  };
}

export interface CycleRule {
  readonly anomaly: CycleAnomaly;
  readonly walk: WalkRule;
  /** Whether no two anti-dependencies may follow each other, which a search in components can use. */
  readonly isApart: boolean;
}

const rulesWith = (suffix: "" | "-process" | "-realtime", order: number): CycleRule[] =>
  BASE_CYCLES.map((base) => {
    const { antiDependencies } = BASE_SHAPES[base];
    const walk = compile({ ...BASE_SHAPES[base], order });
    return { anomaly: `${base}${suffix}`, walk, isApart: antiDependencies === "one" || antiDependencies === "apart" };
  });

/** The worst first: by data alone, then with the order in a process, then with real time. */
export const CYCLE_RULES: readonly CycleRule[] = [...rulesWith("", 0), ...rulesWith("-process", PROCESS), ...rulesWith("-realtime", REALTIME)];
