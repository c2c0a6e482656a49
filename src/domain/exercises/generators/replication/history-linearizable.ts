/** Is the history of a register linearizable (Herlihy and Wing 1990)? The product's checker decides. */
import { checkLinearizable } from "../../../checkers/linearizability/check-linearizable";
import { accessesOfRegisters } from "../../../checkers/sessions/access";
import { checkSequential } from "../../../checkers/sessions/sequential";
import { chance } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { checkedOperations, drawHistory, HISTORY_PARAMS, type RegisterOperation, showHistory } from "./register-history";

export interface HistoryWorld {
  readonly operations: readonly RegisterOperation[];
}

const VERDICTS = ["linearizable", "not linearizable"] as const;

const isLinearizable = (operations: readonly RegisterOperation[]): boolean =>
  checkLinearizable(checkedOperations(operations), { object: "register" }).verdict === "valid";

const isSequential = ({ operations }: HistoryWorld): boolean => checkSequential(accessesOfRegisters(checkedOperations(operations), false)).verdict === "valid";

/** Shares of what is drawn: many of the others are dropped later, since too few mistakes are seen in them. */
const LINEARIZABLE_SHARE = 0.2;
const NO_ORDER_SHARE = 0.2;

/** The verdict, and the operation with whose end the operations so far (those begun later left out) fit no order. */
function judge({ operations }: HistoryWorld, shape: (operation: RegisterOperation) => RegisterOperation = (operation) => operation): Cells {
  const shaped = operations.map(shape);
  const ends = [...shaped].sort((one, other) => one.to - other.to);
  if (isLinearizable(shaped)) return { verdict: VERDICTS[0], first: [] };
  const first = ends.find(({ to }) => !isLinearizable(loosened(shaped, to)));
  return { verdict: VERDICTS[1], first: first === undefined ? [] : [first.id] };
}

/** What was known at a time: reads that had ended, and writes that had begun, which may end at any time later. */
const loosened = (operations: readonly RegisterOperation[], at: number): RegisterOperation[] =>
  operations.filter(({ does, from, to }) => to <= at || (does === "write" && from < at)).map((one) => (one.to <= at ? one : { ...one, client: one.client + 100, to: one.to + 1000 }));

export const historyLinearizable = defineGenerator({
  name: "history-linearizable",
  params: HISTORY_PARAMS,
  draw: (params, random): HistoryWorld | null => {
    const world = { operations: drawHistory(random, params) };
    if (world.operations.filter(({ does }) => does === "read").length < 2) return null;
    const [wanted, inOrder] = [chance(random, LINEARIZABLE_SHARE), isLinearizable(world.operations)];
    if (wanted !== inOrder) return null;
    return inOrder || isSequential(world) || chance(random, NO_ORDER_SHARE) ? world : null;
  },
  cells: ({ operations }: HistoryWorld) => [
    { id: "verdict", ask: "The history as a whole", form: { kind: "word", choices: VERDICTS } },
    { id: "first", ask: "The first to end that fits no order any more, or none", form: { kind: "set", choices: operations.map(({ id }) => id) } },
  ],
  solve: (world) => judge(world),
  mutants: {
    "order-of-begin": {
      say: "Operations that overlap may take effect in either order. When they began does not bind them; only one that had ended before another began comes first.",
      solve: (world) => judge(world, (one) => ({ ...one, to: one.from + 0.5 })),
    },
    "order-of-end": {
      say: "Operations that overlap may take effect in either order, whichever answer came first. Only one that had ended before another began comes first.",
      solve: (world) => judge(world, (one) => ({ ...one, from: one.to - 0.5 })),
    },
    "real-time-ignored": {
      say: "One order for all clients is not enough: an operation that had ended before another began has to stand before it. Without that it is sequential consistency.",
      solve: (world) => {
        return isSequential(world) ? { verdict: VERDICTS[0], first: [] } : judge(world);
      },
    },
  },
  show: ({ operations }) => [showHistory("One register, 0 at the start; time runs to the right", operations)],
});
