import type { Figure } from "@/contracts/exercises/figure";
import { edgeId } from "@/domain/exercises/figure-parts";
import { Arrow } from "./arrow";
import { edgeOf } from "./edge-of";
import styles from "./figures.module.css";
import { markedPart, type PartMarks } from "./part-marks";

const COLUMN = 152;
const ROW = 84;
const BOX = { width: 116, height: 40 };
const PAD = 10;

/** Boxes on a grid; an arrow ends at the edge of its box. */
export function GraphDrawing({ figure: { nodes, edges }, marks }: { figure: Extract<Figure, { kind: "graph" }>; marks?: PartMarks | undefined }) {
  const width = PAD * 2 + Math.max(...nodes.map(({ column }) => column)) * COLUMN + BOX.width;
  const height = PAD * 2 + Math.max(...nodes.map(({ row }) => row)) * ROW + BOX.height;
  const centreOf = new Map(nodes.map(({ id, column, row }) => [id, { x: PAD + column * COLUMN + BOX.width / 2, y: PAD + row * ROW + BOX.height / 2 }]));
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className={styles.drawing}>
      {edges.map(({ from, to, label }) => {
        const [start, end] = [centreOf.get(from), centreOf.get(to)];
        return start && end && <Arrow key={`${from} ${to}`} from={edgeOf(BOX, start, end)} to={edgeOf(BOX, end, start)} label={label} inset={1} part={markedPart(marks, "lines", edgeId({ from, to }))} />;
      })}
      {nodes.map(({ id, label }) => {
        const { x, y } = centreOf.get(id) ?? { x: 0, y: 0 };
        const part = markedPart(marks, "boxes", id);
        return (
          <g key={id} className={part?.className} onClick={part?.onClick}>
            {part !== null && <rect x={x - BOX.width / 2 - 3} y={y - BOX.height / 2 - 3} width={BOX.width + 6} height={BOX.height + 6} rx={8} className={styles.halo} />}
            <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx={6} className={styles.box} />
            <text x={x} y={y + 4} textAnchor="middle" className={styles.strong}>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
