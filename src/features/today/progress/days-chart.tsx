import type { ProgressOutput } from "@/contracts/today/today";
import { counted, dayWords, shortDay } from "@/ui/words";
import { Chart } from "./chart";
import { activityFinding } from "./findings";
import { type HeatCell, heatmap, LEVELS } from "./heatmap";
import styles from "./chart.module.css";

const DAYS = 182;
const STEP = 13.2;
const CELL = 11;
const ROW = 14;
const LEFT = 22;
const TOP = 20;
const WEEKDAYS = ["M", "", "W", "", "F", "", ""];

export const DAYS_TITLE = "Days";

const fillOf = (level: number): string => (level === 0 ? "var(--hover)" : `var(--q${level})`);

/** Half a year of days, darker (in the dark lighter) with more reviews. */
export function DaysChart({ activity, today }: { activity: ProgressOutput["activity"]; today: number }) {
  const { cells, columns, months } = heatmap(activity, today, DAYS);
  const finding = activityFinding(activity, DAYS);
  return (
    <Chart
      title={DAYS_TITLE}
      finding={finding}
      legend={<DaysLegend />}
      table={{ head: ["Day", "Reviews"], rows: [...activity].sort((a, b) => b.day - a.day).map(({ day, count }) => [dayWords(day), count]) }}
    >
      <svg viewBox={`0 0 ${LEFT + columns * STEP} ${TOP + 7 * ROW}`} width="100%" role="img" aria-label={`Reviews each day for six months. ${finding}`}>
        {months.map(({ column, label }) => (
          <text key={column} x={LEFT + column * STEP} y={12}>
            {label}
          </text>
        ))}
        {WEEKDAYS.map((letter, row) => (
          <text key={row} x={2} y={TOP + row * ROW + 9.5}>
            {letter}
          </text>
        ))}
        {cells.map((cell) => (
          <Cell key={cell.day} cell={cell} isToday={cell.day === today} />
        ))}
      </svg>
    </Chart>
  );
}

function Cell({ cell: { day, count, column, row, level }, isToday }: { cell: HeatCell; isToday: boolean }) {
  return (
    <rect
      x={LEFT + column * STEP}
      y={TOP + row * ROW}
      width={CELL}
      height={CELL + 0.5}
      rx="2.5"
      fill={fillOf(level)}
      {...(isToday ? { stroke: "var(--accent)", strokeWidth: 1.5 } : {})}
    >
      <title>{`${shortDay(day)}: ${counted(count, "review")}`}</title>
    </rect>
  );
}

const DaysLegend = () => (
  <p className={styles.legend}>
    <span>
      none
      <span className={styles.steps} aria-hidden="true">
        {Array.from({ length: LEVELS + 1 }, (_, level) => (
          <i key={level} style={{ background: fillOf(level) }} />
        ))}
      </span>
      most
    </span>
  </p>
);
