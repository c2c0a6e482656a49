/**
 * When is a silent node suspected? A fixed timeout against the phi accrual detector (Hayashibara et al. 2004), here with
 * exponential gaps as in Cassandra: phi = silence / (mean gap x ln 10), so that phi 1 stands for a chance of 10 %.
 */
import { between, pick, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface PhiWorld {
  /** Seconds between the last heartbeats, the detector's window */
  readonly gaps: readonly number[];
  readonly threshold: number;
  readonly timeoutSeconds: number;
  /** Seconds since the last heartbeat */
  readonly silence: number;
}

const VERDICTS = ["suspected", "trusted"] as const;
const NUMBER = { kind: "number", also: {}, credit: { kind: "relative", full: 0.02, half: 0.05 } } as const;

const mean = (gaps: readonly number[]): number => gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;

/** The cells for a typical gap and the factor between silence in gaps and phi. */
function answers({ gaps, threshold, timeoutSeconds, silence }: PhiWorld, typical = mean(gaps), factor = Math.LN10): Cells {
  const phi = silence / (typical * factor);
  return { phi, limit: threshold * typical * factor, accrual: VERDICTS[phi > threshold ? 0 : 1], fixed: VERDICTS[silence > timeoutSeconds ? 0 : 1] };
}

const solve: Solve<PhiWorld> = (world) => answers(world);

export const phiTimeout = defineGenerator({
  name: "phi-timeout",
  params: { gaps: { kind: "range", within: [3, 8], default: [4, 6] } },
  draw: (params, random): PhiWorld => {
    const usual = between(random, [5, 30]);
    const gaps = Array.from({ length: between(random, params.gaps) }, () => between(random, [Math.ceil(usual / 2), usual * 2]) / 10);
    const [threshold = 1] = sample(random, [1, 2, 3, 5, 8], 1);
    // The silence lies around the detector's limit, the fixed timeout around the silence.
    const silence = Math.max(1, Math.round(threshold * mean(gaps) * Math.LN10 * pick(random, [0.5, 0.7, 0.85, 1.15, 1.4])));
    return { gaps, threshold, silence, timeoutSeconds: Math.max(1, silence + pick(random, [-5, -2, -1, 1, 2, 5])) };
  },
  cells: () => [
    { id: "phi", ask: "Phi at this moment", form: { ...NUMBER, unit: "phi" } },
    { id: "limit", ask: "Silence at which phi reaches the threshold", form: { ...NUMBER, unit: "s" } },
    { id: "accrual", ask: "By the phi detector the node is", form: { kind: "word", choices: VERDICTS } },
    { id: "fixed", ask: "By the fixed timeout it is", form: { kind: "word", choices: VERDICTS } },
  ],
  solve,
  mutants: {
    "gaps-counted": {
      say: "That is the silence in mean gaps. Phi counts powers of ten of the chance, so divide by ln 10 (2.303) as well.",
      solve: (world) => answers(world, mean(world.gaps), 1),
    },
    "last-gap-only": {
      say: "One gap is not the rhythm. The detector takes the mean of its whole window, so that one quick or slow heartbeat changes little.",
      solve: (world) => answers(world, world.gaps.at(-1)),
    },
    "threshold-as-seconds": {
      say: "The threshold is a value of phi and has no unit. How many seconds it stands for depends on the gaps: a node with slow heartbeats may be silent for longer.",
      solve: (world) => ({ ...solve(world), limit: world.threshold, accrual: VERDICTS[world.silence > world.threshold ? 0 : 1] }),
    },
  },
  show: ({ gaps, threshold, timeoutSeconds, silence }) => [
    {
      kind: "facts",
      facts: [
        { name: "Gaps in the window", value: gaps.map((gap) => `${gap} s`).join(", ") },
        { name: "Silent for", value: `${silence} s` },
        { name: "Suspected by phi", value: `when phi is above ${threshold}` },
        { name: "Suspected by timeout", value: `when silent for more than ${timeoutSeconds} s` },
        { name: "Phi", value: "silence / (mean gap x ln 10)" },
      ],
    },
  ],
  road: (world) => {
    const { phi, limit, accrual, fixed } = solve(world);
    return [
      `The mean gap is ${mean(world.gaps).toFixed(3)} s, so phi = ${world.silence} / (${mean(world.gaps).toFixed(3)} x 2.303) = ${Number(phi).toFixed(2)}: ${String(accrual)}.`,
      `It reaches ${world.threshold} after ${world.threshold} x ${mean(world.gaps).toFixed(3)} x 2.303 = ${Number(limit).toFixed(2)} s. By the timeout of ${world.timeoutSeconds} s the node is ${String(fixed)}.`,
    ];
  },
});
