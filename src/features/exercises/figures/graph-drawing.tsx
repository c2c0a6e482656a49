import type { Figure } from "@/contracts/exercises/figure";
import { Arrow } from "./arrow";
import styles from "./figures.module.css";

const COLUMN = 152;
const ROW = 84;
const BOX = { width: 116, height: 40 };
const PAD = 10;

/** Boxes on a grid; an arrow ends at the edge of its box. */
export function GraphDrawing({ figure: { nodes, edges } }: { figure: Extract<Figure, { kind: "graph" }> }) {
  const width = PAD * 2 + Math.max(...nodes.map(({ column }) => column)) * COLUMN + BOX.width;
  const height = PAD * 2 + Math.max(...nodes.map(({ row }) => row)) * ROW + BOX.height;
  const centreOf = new Map(nodes.map(({ id, column, row }) => [id, { x: PAD + column * COLUMN + BOX.width / 2, y: PAD + row * ROW + BOX.height / 2 }]));
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className={styles.drawing}>
      {edges.map(({ from, to, label }) => {
        const [start, end] = [centreOf.get(from), centreOf.get(to)];
        return start && end && <Arrow key={`${from} ${to}`} from={edgeOf(start, end)} to={edgeOf(end, start)} label={label} inset={1} />;
      })}
      {nodes.map(({ id, label }) => {
        const { x, y } = centreOf.get(id) ?? { x: 0, y: 0 };
        return (
          <g key={id}>
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

/** Where the line from the centre of a box towards another point leaves the box. */
function edgeOf(centre: { x: number; y: number }, towards: { x: number; y: number }) {
  const [dx, dy] = [towards.x - centre.x, towards.y - centre.y];
  const scale = Math.min(BOX.width / 2 / (Math.abs(dx) || 1e-9), BOX.height / 2 / (Math.abs(dy) || 1e-9));
  return { x: centre.x + dx * Math.min(1, scale), y: centre.y + dy * Math.min(1, scale) };
}
