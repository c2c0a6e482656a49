/** The strongest consistency model that allows a history of one register: the product's checkers decide, one a model. */
import { checkLinearizable } from "../../../checkers/linearizability/check-linearizable";
import { accessesOfRegisters } from "../../../checkers/sessions/access";
import { checkCausal } from "../../../checkers/sessions/causal";
import { checkSequential } from "../../../checkers/sessions/sequential";
import { pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { checkedOperations, drawHistory, HISTORY_PARAMS, type RegisterOperation, showHistory } from "./register-history";

export interface ModelWorld {
  readonly operations: readonly RegisterOperation[];
}

/** From the strongest to none of them. */
const MODELS = ["linearizable", "sequential", "causal", "none of these"] as const;
type Model = (typeof MODELS)[number];

/** Histories drawn until one is of the model that is wanted: plain chance hardly ever meets the two in the middle. */
const HISTORIES_MAX = 60;

type Operations = readonly RegisterOperation[];

const accesses = (operations: Operations) => accessesOfRegisters(checkedOperations(operations), false);
const isLinearizable = (operations: Operations): boolean => checkLinearizable(checkedOperations(operations), { object: "register" }).verdict === "valid";
const isSequential = (operations: Operations): boolean => checkSequential(accesses(operations)).verdict === "valid";
const isCausal = (operations: Operations): boolean => checkCausal(accesses(operations), { form: "CM" }).verdict === "valid";
/** Each client's reads by an order of its own, which keeps no more than the order within each client. */
const isOfOwnViews = (operations: Operations): boolean => checkCausal(accesses(operations), { form: "PRAM" }).verdict === "valid";

function strongest(operations: Operations): Model {
  if (isLinearizable(operations)) return "linearizable";
  if (isSequential(operations)) return "sequential";
  return isCausal(operations) ? "causal" : "none of these";
}

/** As if each operation had come from a client of its own. */
const withoutSessions = (operations: Operations): Operations => operations.map((one, index) => ({ ...one, client: index }));
/** As if nothing overlapped: each takes effect when it begins. */
const asBegun = (operations: Operations): Operations => operations.map((one) => ({ ...one, to: one.from + 0.5 }));

const answer = (model: Model): Cells => ({ model });
const OTHER_NAME: Partial<Record<Model, Model>> = { linearizable: "sequential", sequential: "linearizable" };

export const historyModel = defineGenerator({
  name: "history-model",
  params: HISTORY_PARAMS,
  draw: (params, random): ModelWorld | null => {
    const wanted = pick(random, MODELS);
    for (let tries = 0; tries < HISTORIES_MAX; tries += 1) {
      const operations = drawHistory(random, params);
      if (strongest(operations) === wanted) return { operations };
    }
    return null;
  },
  cells: () => [{ id: "model", ask: "The strongest of these that allows the history", form: { kind: "word", choices: MODELS } }],
  solve: ({ operations }: ModelWorld) => answer(strongest(operations)),
  mutants: {
    "names-swapped": {
      say: "Both ask for one order that explains every read. Only linearizability also asks it to respect the clock: what had ended before another began stands before it.",
      solve: ({ operations }) => {
        const model = strongest(operations);
        return answer(OTHER_NAME[model] ?? model);
      },
    },
    "overlap-ordered": {
      say: "Operations that overlap may take effect in either order. Sequential consistency does not look at the clock at all, and linearizability only where one had ended before the other began.",
      solve: ({ operations }) => {
        if (isLinearizable(asBegun(operations))) return answer("linearizable");
        return answer(isCausal(operations) ? "causal" : "none of these");
      },
    },
    "sessions-dropped": {
      say: "Each client's own operations have to keep their order in the sequential and in the causal model too. A client that has read the new value does not go back to the old one.",
      solve: ({ operations }) => {
        if (isLinearizable(operations)) return answer("linearizable");
        return answer(isSequential(withoutSessions(operations)) ? "sequential" : "none of these");
      },
    },
    "own-views": {
      say: "That lets each client have an order of its own. Sequential consistency asks for one order for all of them; look at two clients that saw two writes the other way round.",
      solve: ({ operations }) => {
        const model = strongest(operations);
        if (model === "linearizable") return answer(model);
        return answer(isOfOwnViews(operations) ? "sequential" : "none of these");
      },
    },
  },
  show: ({ operations }) => [showHistory("One register, 0 at the start; time runs to the right", operations)],
});
