/** Percentiles of a few samples by nearest rank: the smallest sample that at least p per cent do not exceed. */
import { formatNumber } from "../../format-number";
import { between, chance } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface SamplesWorld {
  /** Milliseconds, in the order in which they were measured */
  readonly samples: readonly number[];
}

const PERCENTILES = [50, 75, 90] as const;

const sorted = (samples: readonly number[]): number[] => [...samples].sort((one, other) => one - other);
const at = (samples: readonly number[], rank: number): number => samples[Math.min(samples.length, Math.max(1, rank)) - 1] ?? 0;
const cellsBy = (valueOf: (percentile: number) => number): Cells => Object.fromEntries(PERCENTILES.map((percentile) => [`p${percentile}`, valueOf(percentile)]));

/** Rank from 1. Whole numbers only, as 0.9 x 20 has noise. */
const rankOf = (percentile: number, count: number): number => Math.ceil((percentile * count) / 100);

/** Between the two ranks beside 1 + (n - 1)p, as many libraries do it by default. */
function interpolated(samples: readonly number[], percentile: number): number {
  const place = ((samples.length - 1) * percentile) / 100;
  const [below, above] = [at(samples, Math.floor(place) + 1), at(samples, Math.floor(place) + 2)];
  return below + (above - below) * (place - Math.floor(place));
}

export const percentileRead = defineGenerator({
  name: "percentile-read",
  params: { samples: { kind: "range", within: [8, 20], default: [10, 16] } },
  draw: (params, random): SamplesWorld => ({
    samples: Array.from({ length: between(random, params.samples) }, () => (chance(random, 0.2) ? between(random, [120, 900]) : between(random, [8, 60]))),
  }),
  cells: () =>
    PERCENTILES.map((percentile) => ({ id: `p${percentile}`, ask: `p${percentile}`, form: { kind: "number", unit: "ms", also: { s: 1000 }, credit: { kind: "exact" } } })),
  solve: ({ samples }: SamplesWorld) => cellsBy((percentile) => at(sorted(samples), rankOf(percentile, samples.length))),
  mutants: {
    unsorted: {
      say: "A rank is a place in the sorted list. In the order of measuring it says nothing about how many are faster.",
      solve: ({ samples }) => cellsBy((percentile) => at(samples, rankOf(percentile, samples.length))),
    },
    interpolated: {
      say: "That lies between two samples, as many libraries reckon. By nearest rank a percentile is one of the samples: round the rank up and read it off.",
      solve: ({ samples }) => cellsBy((percentile) => interpolated(sorted(samples), percentile)),
    },
    "share-of-largest": {
      say: "That takes a share of the largest value. A percentile counts samples, not milliseconds.",
      solve: ({ samples }) => cellsBy((percentile) => (Math.max(...samples) * percentile) / 100),
    },
    "mean-for-median": {
      say: "The mean is drawn up by a few slow samples. The median is the sample in the middle of the sorted list.",
      solve: ({ samples }) => {
        const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
        return cellsBy((percentile) => (percentile === 50 ? mean : at(sorted(samples), rankOf(percentile, samples.length))));
      },
    },
  },
  show: ({ samples }) => [{ kind: "facts", facts: [{ name: `${samples.length} latencies in ms, as measured`, value: samples.join(", ") }] }],
  road: ({ samples }) => [
    `Sorted: ${sorted(samples).join(", ")}.`,
    ...PERCENTILES.map((percentile) => {
      const rank = rankOf(percentile, samples.length);
      return `**p${percentile}**: ${formatNumber(percentile / 100)} x ${samples.length} = ${formatNumber((percentile * samples.length) / 100)}, so rank ${rank}: ${at(sorted(samples), rank)} ms.`;
    }),
  ],
});
