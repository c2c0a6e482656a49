/** Model states on each GPU in the stages of ZeRO (Rajbhandari et al. 2020, section 5): 2 + 2 + 12 bytes per parameter. */
import { between, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface ZeroWorld {
  readonly billions: number;
  readonly gpus: number;
  readonly stage: number;
}

/** Bytes per parameter with Adam in mixed precision: fp16 weights and gradients; fp32 weights, momentum and variance. */
const BYTES = { weights: 2, gradients: 2, optimiser: 12 } as const;
/** The stage from which on a part is divided among the GPUs. */
const DIVIDED_FROM = { weights: 3, gradients: 2, optimiser: 1 } as const;
/** Momentum and variance alone, without the fp32 copy of the weights */
const OPTIMISER_WITHOUT_COPY = 8;

const solveBy =
  ({ stageOf = ({ stage }) => stage, optimiser = BYTES.optimiser }: { stageOf?: (world: ZeroWorld) => number; optimiser?: number }): Solve<ZeroWorld> =>
  (world): Cells => {
    const share = (part: keyof typeof BYTES, bytes: number) => (world.billions * bytes) / (stageOf(world) >= DIVIDED_FROM[part] ? world.gpus : 1);
    const [weights, gradients, states] = [share("weights", BYTES.weights), share("gradients", BYTES.gradients), share("optimiser", optimiser)];
    return { weights, gradients, optimiser: states, total: weights + gradients + states };
  };

const GIGABYTES = { kind: "number", unit: "GB", also: { MB: 0.001, TB: 1000 }, credit: { kind: "relative", full: 0.02, half: 0.05 } } as const;

export const zeroMemory = defineGenerator({
  name: "zero-memory",
  params: { billions: { kind: "range", within: [1, 200], default: [2, 70] } },
  draw: (params, random): ZeroWorld => ({ billions: between(random, params.billions), gpus: pick(random, [4, 8, 16, 32, 64, 128]), stage: between(random, [1, 3]) }),
  cells: () => [
    { id: "weights", ask: "fp16 weights on each GPU", form: GIGABYTES },
    { id: "gradients", ask: "fp16 gradients on each GPU", form: GIGABYTES },
    { id: "optimiser", ask: "fp32 weights and Adam's two states on each GPU", form: GIGABYTES },
    { id: "total", ask: "All model states on each GPU", form: GIGABYTES },
  ],
  solve: solveBy({}),
  mutants: {
    "fp32-copy-forgotten": {
      say: "Adam's two states are 8 bytes per parameter. In mixed precision the weights are kept once more in fp32, another 4: 12 in all.",
      solve: solveBy({ optimiser: OPTIMISER_WITHOUT_COPY }),
    },
    "all-divided": {
      say: "Only stage 3 divides everything. Stage 1 divides the optimiser states, stage 2 the gradients too; the rest is whole on each GPU.",
      solve: solveBy({ stageOf: () => 3 }),
    },
    "one-stage-behind": {
      say: "The stages were counted from zero. Stage 1 already divides the optimiser states, stage 2 also the gradients, stage 3 also the weights.",
      solve: solveBy({ stageOf: ({ stage }) => stage - 1 }),
    },
  },
  show: ({ billions, gpus, stage }) => [
    {
      kind: "facts",
      facts: [
        { name: "Parameters", value: `${billions} billion` },
        { name: "GPUs, all data-parallel", value: String(gpus) },
        { name: "ZeRO stage", value: String(stage) },
        { name: "Optimiser", value: "Adam, mixed precision" },
        { name: "1 GB", value: "1,000,000,000 bytes" },
      ],
    },
  ],
  road: (world) => {
    const { gpus, billions, stage } = world;
    const cells = solveBy({})(world) as Record<string, number>;
    const line = (part: keyof typeof BYTES) => `${part}: ${billions} x ${BYTES[part]}${stage >= DIVIDED_FROM[part] ? ` / ${gpus}` : ""} = ${(cells[part] ?? 0).toFixed(2)} GB`;
    return [`Stage ${stage}: ${line("weights")}; ${line("gradients")}; ${line("optimiser")}.`, `Together ${(cells["total"] ?? 0).toFixed(2)} GB.`];
  },
});
