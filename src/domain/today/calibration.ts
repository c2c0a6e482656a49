/** Does the forgetting model predict this learner? Predicted against observed recall, in bins. */
import { type Share, shareOf } from "../kernel/statistics";
import type { Prediction } from "../review/predictions";

export interface CalibrationBin extends Share {
  /** Mean prediction within the bin. */
  readonly predicted: number;
}

const BIN_WIDTH = 0.1;
/** A bin with fewer reviews would only show noise. */
export const REVIEWS_PER_BIN_MIN = 5;

/** Bins of ten percentage points in rising order; thin bins are left out. */
export function calibrate(predictions: readonly Prediction[]): CalibrationBin[] {
  const bins = new Map<number, Prediction[]>();
  for (const prediction of predictions) {
    const bin = Math.min(Math.floor(prediction.predicted / BIN_WIDTH), 1 / BIN_WIDTH - 1);
    bins.set(bin, [...(bins.get(bin) ?? []), prediction]);
  }
  return [...bins]
    .sort(([a], [b]) => a - b)
    .flatMap(([, members]) => {
      const observed = shareOf(members.filter(({ recalled }) => recalled).length, members.length);
      if (observed === null || members.length < REVIEWS_PER_BIN_MIN) return [];
      return [{ ...observed, predicted: members.reduce((sum, { predicted }) => sum + predicted, 0) / members.length }];
    });
}
