import type { CardHistoryOutput } from "@/contracts/review/review";
import { countTicks, linearScale, linePath, type Scale } from "@/ui/scale";
import { percent } from "@/ui/words";
import { dayAtRecall, daysToDue, daysWords } from "./card-words";
import { Chart } from "./chart";
import chart from "./chart.module.css";
import styles from "./card.module.css";

export const CURVE_TITLE = "Predicted recall since the last answer";

interface Size {
  width: number;
  height: number;
  /** How many steps the axis of days has, about */
  steps: number;
}

const WIDE: Size = { width: 660, height: 270, steps: 5 };
const NARROW: Size = { width: 356, height: 250, steps: 3 };
const LEFT = 42;
const RIGHT = 20;
const TOP = 20;
const BELOW = 44;
const TABLE_ROWS = 12;
const RECALL_STEPS = 5;

/** How recall falls if nothing is done: where it is now, where the learner wants to be asked, and the due day. */
export function ForgettingCurve({ history, dueWords }: { history: CardHistoryOutput; dueWords: string | null }) {
  const { curve, desiredRetention, recallNow } = history;
  const crossing = dayAtRecall(curve, desiredRetention);
  const finding = [
    recallNow === null ? "" : `Now ${percent(recallNow)}.`,
    crossing === null ? "" : `It reaches ${percent(desiredRetention)} ${daysWords(crossing)} after the last answer.`,
  ]
    .filter(Boolean)
    .join(" ");
  const step = Math.max(1, Math.floor(curve.length / TABLE_ROWS));
  return (
    <Chart
      title={CURVE_TITLE}
      finding={finding}
      table={{
        head: ["Days since the last answer", "Predicted recall"],
        rows: curve.filter((_, index) => index % step === 0).map(({ day, recall }) => [Math.round(day * 10) / 10, percent(recall, 1)]),
      }}
    >
      {[WIDE, NARROW].map((size) => (
        <div key={size.width} className={size === WIDE ? chart.wideOnly : chart.narrow}>
          <Plot history={history} dueWords={dueWords} size={size} label={`Forgetting curve. ${finding}`} />
        </div>
      ))}
    </Chart>
  );
}

interface PlotProps {
  history: CardHistoryOutput;
  dueWords: string | null;
  size: Size;
  label: string;
}

function Plot({ history, dueWords, size, label }: PlotProps) {
  const { curve, desiredRetention, recallNow } = history;
  const [right, bottom] = [size.width - RIGHT, size.height - BELOW];
  const lastDay = curve.at(-1)?.day ?? 1;
  const lowest = Math.min(desiredRetention, ...curve.map(({ recall }) => recall));
  const start = lowest < 0.5 ? 0 : 0.5;
  const x = linearScale([0, lastDay], [LEFT, right]);
  const y = linearScale([start, 1], [bottom, TOP]);
  const recalls = Array.from({ length: RECALL_STEPS + 1 }, (_, index) => start + ((1 - start) * index) / RECALL_STEPS);
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} width="100%" role="img" aria-label={label}>
      {recalls.map((recall) => (
        <g key={recall}>
          <line className={chart.grid} x1={LEFT} x2={right} y1={y(recall)} y2={y(recall)} />
          <text x={LEFT - 8} y={y(recall) + 4} textAnchor="end">
            {percent(recall)}
          </text>
        </g>
      ))}
      {countTicks(lastDay, size.steps)
        .filter((day) => day <= lastDay)
        .map((day) => (
          <text key={day} x={x(day)} y={bottom + 20} textAnchor="middle">
            {day === 0 ? "answer" : daysWords(day)}
          </text>
        ))}
      <line className={styles.wanted} x1={LEFT} x2={right} y1={y(desiredRetention)} y2={y(desiredRetention)} />
      <text x={right} y={y(desiredRetention) - 6} textAnchor="end">
        asked at {percent(desiredRetention)}
      </text>
      <path className={styles.curve} d={linePath(curve.map(({ day, recall }) => [x(day), y(recall)] as const))} />
      <DueMark at={daysToDue(history)} words={dueWords} curve={curve} x={x} y={y} bottom={bottom} />
      {recallNow !== null && <NowMark at={x(dayAtRecall(curve, recallNow) ?? lastDay)} height={y(recallNow)} words={`now ${percent(recallNow)}`} />}
    </svg>
  );
}

interface DueMarkProps {
  at: number | null;
  words: string | null;
  curve: CardHistoryOutput["curve"];
  x: Scale;
  y: Scale;
  bottom: number;
}

function DueMark({ at, words, curve, x, y, bottom }: DueMarkProps) {
  const point = curve.find(({ day }) => at !== null && day >= at);
  if (at === null || words === null || point === undefined) return null;
  return (
    <g>
      <line className={styles.due} x1={x(at)} x2={x(at)} y1={y(point.recall)} y2={bottom} />
      <rect className={styles.dueMark} x={x(at) - 4.5} y={y(point.recall) - 4.5} width="9" height="9" />
      <text className={styles.strong} x={x(at) + 8} y={bottom - 8}>
        {words}
      </text>
    </g>
  );
}

function NowMark({ at, height, words }: { at: number; height: number; words: string }) {
  return (
    <g>
      <circle className={styles.now} cx={at} cy={height} r="6" />
      <text className={styles.strong} x={at + 10} y={height - 8}>
        {words}
      </text>
    </g>
  );
}
