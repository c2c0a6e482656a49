import type { Figure } from "@/contracts/exercises/figure";
import styles from "./figures.module.css";
import { markedPart, type PartMarks } from "./part-marks";

const LEFT = 52;
const WIDTH = 640;
const ROW = 52;
const TOP = 14;
const BAR = 24;

/** Operations as bars from call to end; one without an end runs out of the picture, dashed. */
export function HistoryDrawing({ figure: { clients, operations }, marks }: { figure: Extract<Figure, { kind: "history" }>; marks?: PartMarks | undefined }) {
  const starts = operations.map(({ from }) => from);
  const ends = operations.map(({ from, to }) => to ?? from + 1);
  const first = Math.min(...starts);
  const span = Math.max(1, Math.max(...ends) - first);
  const x = (time: number) => LEFT + ((time - first) / span) * (WIDTH - LEFT - 16);
  const height = TOP + clients.length * ROW + 6;
  return (
    <svg width={WIDTH} height={height} viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true" className={styles.drawing}>
      {clients.map((name, row) => (
        <g key={name}>
          <text x={4} y={TOP + row * ROW + BAR / 2 + 4} className={styles.lane}>
            {name}
          </text>
          <line x1={LEFT - 6} x2={WIDTH - 4} y1={TOP + row * ROW + BAR / 2} y2={TOP + row * ROW + BAR / 2} className={styles.axis} />
        </g>
      ))}
      {operations.map(({ id, client, from, to, words }) => {
        const [left, right] = [x(from), to === null ? WIDTH - 4 : x(to)];
        const top = TOP + client * ROW;
        const part = markedPart(marks, "operations", id);
        return (
          <g key={id} className={part?.className} onClick={part?.onClick}>
            {part !== null && <rect x={left - 3} y={top - 3} width={Math.max(12, right - left + 6)} height={BAR + 6} rx={6} className={styles.halo} />}
            <rect x={left} y={top} width={Math.max(6, right - left)} height={BAR} rx={4} className={to === null ? styles.openBar : styles.bar} />
            <text x={(left + right) / 2} y={top + BAR / 2 + 4} textAnchor="middle" className={styles.strong}>
              {words}
            </text>
            <text x={left} y={top + BAR + 12} className={styles.label}>
              {id}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
