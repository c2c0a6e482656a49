import type { ProgressOutput } from "@/contracts/today/today";
import { countTicks, linearScale } from "@/ui/scale";
import { counted, shortDay } from "@/ui/words";
import { Chart } from "./chart";
import { forecastFinding } from "./findings";
import styles from "./chart.module.css";

const WIDTH = 380;
const HEIGHT = 204;
const PLOT = { left: 26, right: 378, top: 14, bottom: 178 };
const LABEL_EVERY = 7;
const GAP = 2.6;

export const FORECAST_TITLE = "Next 30 days";

/** Cards due a day: mature ones full, young ones hatched on top of them. */
export function ForecastChart({ forecast, today }: { forecast: ProgressOutput["forecast"]; today: number }) {
  const ticks = countTicks(Math.max(...forecast.map(({ young, mature }) => young + mature)), 3);
  const y = linearScale([0, ticks.at(-1) ?? 1], [PLOT.bottom, PLOT.top]);
  const x = linearScale([0, forecast.length], [PLOT.left, PLOT.right]);
  const width = x(1) - x(0) - GAP;
  const finding = forecastFinding(forecast, today);
  return (
    <Chart
      title={FORECAST_TITLE}
      finding={finding}
      legend={<ForecastLegend />}
      table={{ head: ["Day", "Mature", "Young"], rows: forecast.map(({ day, mature, young }) => [shortDay(day), mature, young]) }}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={`Cards due in the next ${forecast.length} days. ${finding}`}>
        <defs>
          <pattern id="young-cards" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" fill="var(--q2)" />
            <line x1="0" x2="0" y2="4" stroke="var(--d1)" strokeWidth="1.4" />
          </pattern>
        </defs>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={PLOT.left} x2={PLOT.right} y1={y(tick)} y2={y(tick)} />
            <text x={PLOT.left - 7} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {forecast.map(({ day, young, mature }, index) => (
          <g key={day}>
            <title>{`${shortDay(day)}: ${counted(young + mature, "card")}, ${young} of them young`}</title>
            <rect x={x(index) + GAP / 2} y={PLOT.top} width={width} height={PLOT.bottom - PLOT.top} fill="transparent" />
            {mature > 0 && <rect x={x(index) + GAP / 2} y={y(mature)} width={width} height={PLOT.bottom - y(mature)} rx="1.5" fill="var(--d1)" />}
            {young > 0 && <rect x={x(index) + GAP / 2} y={y(mature + young)} width={width} height={Math.max(y(mature) - y(mature + young) - (mature > 0 ? 1 : 0), 1)} rx="1.5" fill="url(#young-cards)" />}
            {index % LABEL_EVERY === 0 && (
              <text x={x(index) + (x(1) - x(0)) / 2} y={PLOT.bottom + 18} textAnchor={index === 0 ? "start" : "middle"} dx={index === 0 ? -width / 2 : 0}>
                {index === 0 ? "today" : shortDay(day)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </Chart>
  );
}

const ForecastLegend = () => (
  <p className={styles.legend}>
    <span>
      <i className={styles.mature} aria-hidden="true" />
      mature
    </span>
    <span>
      <i className={styles.young} aria-hidden="true" />
      young, held for less than 21 days
    </span>
  </p>
);
