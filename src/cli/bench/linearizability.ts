/** How long the linearizability of long histories takes to judge: with few values on one key, with unique ones, and with a wrong answer. */
import type { Operation } from "@/domain/checkers/history/operations";
import { checkLinearizable } from "@/domain/checkers/linearizability/check-linearizable";
import { type SeededRandom, random } from "@/domain/kernel/seeded-random";
import { medianOf } from "@/domain/kernel/statistics";

/** Values of registers that are not unique (etcd's tests of Jepsen: 5). */
const VALUES = 5;
const ROUNDS = 5;

interface Shape {
  readonly clients: number;
  readonly operations: number;
  readonly values: "few" | "unique";
  /** One read late in the history answers what another value would have been. */
  readonly isSpoilt: boolean;
}

const SHAPES = {
  valid20k: { clients: 5, operations: 20_000, values: "few", isSpoilt: false },
  uniqueWrites1m: { clients: 10, operations: 1_000_000, values: "unique", isSpoilt: false },
  invalid10k: { clients: 10, operations: 10_000, values: "few", isSpoilt: true },
} as const satisfies Record<string, Shape>;

export interface LinearizabilitySpeed extends Shape {
  readonly rounds: number;
  readonly engine: string;
  /** The median over the rounds, from operations to the verdict and its evidence. */
  readonly millis: number;
}

export function benchLinearizability(say: (line: string) => void): Record<keyof typeof SHAPES, LinearizabilitySpeed> {
  const names = Object.keys(SHAPES) as (keyof typeof SHAPES)[];
  const histories = names.map((name) => registerHistory(SHAPES[name], random(1, `bench/${name}`)));
  const judge = (at: number) => {
    const begunAt = performance.now();
    const { verdict, engine } = checkLinearizable(histories[at] as Operation[], { object: "register" });
    const expected = SHAPES[names[at] as keyof typeof SHAPES].isSpoilt ? "invalid" : "valid";
    if (verdict !== expected) throw new Error(`${names[at]} was judged ${verdict}, and is ${expected}`);
    return { engine, millis: performance.now() - begunAt };
  };
  // Compiled code is warm afterwards.
  for (const at of names.keys()) judge(at);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    say(`round ${round + 1} of ${ROUNDS}`);
    return [...names.keys()].map(judge);
  });
  const speeds = names.map((name, at): LinearizabilitySpeed => ({
    ...SHAPES[name],
    rounds: ROUNDS,
    engine: rounds[0]?.[at]?.engine ?? "",
    millis: Math.round((medianOf(rounds.map((round) => round[at]?.millis ?? 0)) ?? 0) * 10) / 10,
  }));
  return Object.fromEntries(names.map((name, at) => [name, speeds[at]])) as Record<keyof typeof SHAPES, LinearizabilitySpeed>;
}

/** Clients of one register: whenever a client is drawn, it takes its next step. */
function registerHistory({ clients, operations, values, isSpoilt }: Shape, chance: SeededRandom): Operation[] {
  const begun: Operation[] = [];
  const open: { operation: Operation; isEffective: boolean }[] = [];
  let [held, event]: [number | null, number] = [null, 0];
  const invoke = (process: number): void => {
    const f = chance.index(2) === 0 ? "read" : "write";
    const value = f === "read" ? null : values === "unique" ? begun.length : chance.index(VALUES);
    begun.push({ index: begun.length, process, f, type: "info", value, result: null, invoked: event++, completed: null });
    open[process] = { operation: begun.at(-1) as Operation, isEffective: false };
  };
  while (begun.length < operations || open.some((one) => one !== undefined)) {
    const process = chance.index(clients);
    const one = open[process];
    if (one === undefined) {
      if (begun.length < operations) invoke(process);
    } else if (!one.isEffective) {
      if (one.operation.f === "write") held = one.operation.value as number;
      begun[one.operation.index] = { ...one.operation, type: "ok", result: held };
      one.isEffective = true;
    } else {
      begun[one.operation.index] = { ...(begun[one.operation.index] as Operation), completed: event++ };
      delete open[process];
    }
  }
  if (!isSpoilt) return begun;
  const at = begun.findIndex(({ f, index }) => f === "read" && index > 0.9 * operations);
  return begun.map((one, index) => (index === at ? { ...one, result: VALUES } : one));
}
