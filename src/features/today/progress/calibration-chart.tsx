import type { ProgressOutput } from "@/contracts/today/today";
import { REVIEWS_PER_BIN_MIN } from "@/domain/today/calibration";
import { linearScale } from "@/ui/scale";
import { percent } from "@/ui/words";
import { Chart } from "./chart";
import { calibrationFinding, isOff } from "./findings";
import styles from "./chart.module.css";

const WIDTH = 310;
const HEIGHT = 244;
const PLOT = { left: 44, right: 294, top: 16, bottom: 206 };

export const CALIBRATION_TITLE = "Does it predict you?";

type Bins = ProgressOutput["calibration"];

/** Predicted against observed recall. Where the 95 % interval misses the prediction, the mark changes colour and shape. */
export function CalibrationChart({ bins }: { bins: Bins }) {
  if (bins.length === 0) {
    return (
      <Chart title={CALIBRATION_TITLE} finding={`Too few answers yet: a group of similar predictions needs ${REVIEWS_PER_BIN_MIN} of them.`} table={{ head: [], rows: [] }}>
        {null}
      </Chart>
    );
  }
  const finding = calibrationFinding(bins);
  return (
    <Chart
      title={CALIBRATION_TITLE}
      finding={finding}
      table={{
        head: ["Predicted", "Observed", "95% from, to", "Reviews"],
        rows: bins.map(({ predicted, observed, low, high, reviews }) => [percent(predicted), percent(observed), `${percent(low)}, ${percent(high)}`, reviews]),
      }}
    >
      <Plot bins={bins} label={`Predicted against observed recall, ${bins.length} groups. ${finding}`} />
    </Chart>
  );
}

function Plot({ bins, label }: { bins: Bins; label: string }) {
  const lowest = Math.min(...bins.flatMap(({ low, predicted }) => [low, predicted]));
  const start = Math.min(50, Math.floor(lowest * 10) * 10);
  const step = start >= 40 ? 10 : 20;
  const ticks = Array.from({ length: Math.floor((100 - start) / step) + 1 }, (_, index) => 100 - index * step);
  const x = linearScale([start / 100, 1], [PLOT.left, PLOT.right]);
  const y = linearScale([start / 100, 1], [PLOT.bottom, PLOT.top]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={PLOT.left} x2={PLOT.right} y1={y(tick / 100)} y2={y(tick / 100)} />
          <text x={PLOT.left - 8} y={y(tick / 100) + 4} textAnchor="end">
            {tick}
          </text>
          <text x={x(tick / 100)} y={PLOT.bottom + 18} textAnchor="middle">
            {tick}
          </text>
        </g>
      ))}
      <path className={styles.diagonal} d={`M${PLOT.left} ${PLOT.bottom}L${PLOT.right} ${PLOT.top}`} />
      <text x={PLOT.left + 6} y={PLOT.top - 5}>
        observed, %
      </text>
      <text x={(PLOT.left + PLOT.right) / 2} y={PLOT.bottom + 34} textAnchor="middle">
        predicted, %
      </text>
      {bins.map((bin) => (
        <g key={bin.predicted}>
          <title>{`Predicted ${percent(bin.predicted)}, observed ${percent(bin.observed)} of ${bin.reviews}`}</title>
          <line x1={x(bin.predicted)} x2={x(bin.predicted)} y1={y(bin.low)} y2={y(bin.high)} stroke={isOff(bin) ? "var(--d2)" : "var(--d1)"} strokeWidth="2" />
          {isOff(bin) ? (
            <rect x={x(bin.predicted) - 4.5} y={y(bin.observed) - 4.5} width="9" height="9" transform={`rotate(45 ${x(bin.predicted)} ${y(bin.observed)})`} fill="var(--d2)" />
          ) : (
            <circle cx={x(bin.predicted)} cy={y(bin.observed)} r="4.6" fill="var(--d1)" />
          )}
        </g>
      ))}
    </svg>
  );
}
