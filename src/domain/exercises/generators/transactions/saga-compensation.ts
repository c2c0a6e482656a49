/** Which compensations does a saga run (Garcia-Molina and Salem 1987)? Those of the steps that committed, latest first. */
import { between, chance, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

interface Step {
  readonly name: string;
  /** A step that only reads has nothing to take back. */
  readonly changes: boolean;
}

export interface SagaWorld {
  readonly steps: readonly Step[];
  /** Index from 0 of the step that fails for good, without an effect */
  readonly failsAt: number;
}

const NAMES = ["order", "stock", "credit", "charge", "coupon", "points", "courier", "invoice"];

const cellOf = (undone: readonly Step[]): Cells => ({ undone: undone.map(({ name }) => name) });

const committed = ({ steps, failsAt }: SagaWorld): Step[] => steps.slice(0, failsAt).filter(({ changes }) => changes);

export const sagaCompensation = defineGenerator({
  name: "saga-compensation",
  params: { steps: { kind: "range", within: [4, 8], default: [5, 7] } },
  draw: (params, random): SagaWorld | null => {
    const count = between(random, params.steps);
    const steps = sample(random, NAMES, count).map((name) => ({ name, changes: chance(random, 0.7) }));
    const world = { steps, failsAt: between(random, [2, count - 1]) };
    return committed(world).length < 2 || !steps[world.failsAt]?.changes ? null : world;
  },
  cells: ({ steps }: SagaWorld) => [
    { id: "undone", ask: "Steps that are compensated, in the order in which it happens", form: { kind: "sequence", choices: steps.map(({ name }) => name) } },
  ],
  solve: (world) => cellOf(committed(world).reverse()),
  mutants: {
    "first-to-last": {
      say: "Later steps build on earlier ones, so the latest goes first, as when a stack is unwound.",
      solve: (world) => cellOf(committed(world)),
    },
    "failed-step-too": {
      say: "The step that failed has changed nothing: there is nothing to take back. Compensation begins with the one before it.",
      solve: (world) => cellOf(world.steps.slice(0, world.failsAt + 1).filter(({ changes }) => changes).reverse()),
    },
    "reads-too": {
      say: "A step that only reads leaves nothing behind and has no compensation.",
      solve: (world) => cellOf(world.steps.slice(0, world.failsAt).reverse()),
    },
    "last-step-only": {
      say: "Each step has committed for itself, so nothing rolls the earlier ones back. All that committed and changed something are compensated.",
      solve: (world) => cellOf(committed(world).slice(-1)),
    },
  },
  show: ({ steps, failsAt }) => [
    {
      kind: "table",
      caption: "Steps in their order, each its own transaction",
      columns: ["", "Step", "Does", "Ends"],
      rows: steps.map(({ name, changes }, index) => [String(index + 1), name, changes ? "changes data" : "only reads", index < failsAt ? "committed" : index === failsAt ? "fails for good" : "not begun"]),
    },
  ],
  road: (world) => {
    const undone = committed(world).reverse().map(({ name }) => name);
    return [
      `**${world.steps[world.failsAt]?.name}** fails and leaves nothing; what comes after it never began.`,
      `Committed with a change before it, latest first: ${undone.join(", ")}.`,
      "After these compensations no change of the saga is in force.",
    ];
  },
});
