import type { Figure } from "@/contracts/exercises/figure";
import { Arrow } from "./arrow";
import styles from "./figures.module.css";
import { markedPart, type PartMarks } from "./part-marks";

const LEFT = 48;
const STEP = 58;
const TOP = 34;
const LANE = 64;
const LABEL_ABOVE = 14;
/** A message that does not arrive ends this far behind its send. */
const LOST_REACH = 40;

/** Processes from top to bottom, events from left to right in their order, messages as arrows. */
export function TimelineDrawing({ figure: { processes, events, messages, cut }, marks }: { figure: Extract<Figure, { kind: "timeline" }>; marks?: PartMarks | undefined }) {
  const width = LEFT + events.length * STEP + 12;
  const height = TOP + (processes.length - 1) * LANE + 30;
  const placeOf = new Map(events.map(({ id, process }, index) => [id, { x: LEFT + (index + 0.5) * STEP, y: TOP + process * LANE }]));
  const cutPoints = cut === undefined ? null : processes.map((_, process) => ({ x: cutAt(process, cut[process] ?? 0), y: TOP + process * LANE }));

  /** Half a step behind the last event of a process that lies before the cut. */
  function cutAt(process: number, count: number): number {
    const own = events.flatMap((event, index) => (event.process === process ? [index] : []));
    const last = own[count - 1];
    return last === undefined ? LEFT : LEFT + (last + 1) * STEP - 4;
  }

  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className={styles.drawing}>
      {processes.map((name, process) => (
        <g key={name}>
          <text x={4} y={TOP + process * LANE + 4} className={styles.lane}>
            {name}
          </text>
          <line x1={LEFT - 12} x2={width - 6} y1={TOP + process * LANE} y2={TOP + process * LANE} className={styles.axis} />
        </g>
      ))}
      {messages.map(({ id, from, to }) => {
        const start = placeOf.get(from);
        const end = to === null ? (start && { x: start.x + LOST_REACH, y: start.y + (start.y + LANE > height ? -LANE : LANE) / 2 }) : placeOf.get(to);
        return start && end && <Arrow key={id} from={start} to={end} label={id} isCut={to === null} inset={7} part={markedPart(marks, "messages", id)} />;
      })}
      {cutPoints !== null && <polyline points={[...cutPoints.map(({ x, y }) => `${x},${y}`)].join(" ")} className={styles.cut} />}
      {events.map(({ id, marked, note }) => {
        const { x, y } = placeOf.get(id) ?? { x: 0, y: 0 };
        const part = markedPart(marks, "events", id);
        return (
          <g key={id} className={part?.className} onClick={part?.onClick}>
            {part !== null && <circle cx={x} cy={y} r={16} className={styles.halo} />}
            {marked && <circle cx={x} cy={y} r={9} className={styles.ring} />}
            <circle cx={x} cy={y} r={5} className={marked ? styles.marked : styles.dot} />
            <text x={x} y={y - LABEL_ABOVE} textAnchor="middle" className={marked ? styles.strong : styles.label}>
              {id}
            </text>
            {note !== undefined && (
              <text x={x} y={y + 22} textAnchor="middle" className={styles.label}>
                {note}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
