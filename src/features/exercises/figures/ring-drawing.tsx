import type { Figure } from "@/contracts/exercises/figure";
import styles from "./figures.module.css";

const SIZE = 300;
const CENTRE = SIZE / 2;
const RADIUS = 88;

/** Positions clockwise from the top; a node that is down is dashed and said to be. */
export function RingDrawing({ figure: { size, nodes, keys } }: { figure: Extract<Figure, { kind: "ring" }> }) {
  const place = (at: number, radius: number) => {
    const angle = (at / size) * 2 * Math.PI;
    return { x: CENTRE + radius * Math.sin(angle), y: CENTRE - radius * Math.cos(angle) };
  };
  const anchor = (x: number) => (Math.abs(x - CENTRE) < 12 ? "middle" : x > CENTRE ? "start" : "end");
  return (
    <svg width={SIZE} height={SIZE} viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true" className={styles.drawing}>
      <circle cx={CENTRE} cy={CENTRE} r={RADIUS} className={styles.axis} fill="none" />
      <path d={`M${CENTRE - 16} ${CENTRE - 50}a52 52 0 0 1 32 0m-6 -6 l6 6 l-7 4`} className={styles.axis} fill="none" />
      {nodes.map(({ at, name, down }) => {
        const spot = place(at, RADIUS);
        const words = place(at, RADIUS + 22);
        return (
          <g key={at}>
            <circle cx={spot.x} cy={spot.y} r={8} className={down ? styles.down : styles.dot} />
            <text x={words.x} y={words.y} textAnchor={anchor(words.x)} className={styles.strong}>
              {name}
              {down ? " (down)" : ""}
            </text>
            <text x={words.x} y={words.y + 13} textAnchor={anchor(words.x)} className={styles.label}>
              {at}
            </text>
          </g>
        );
      })}
      {keys.map(({ at, name }) => {
        const spot = place(at, RADIUS);
        const words = place(at, RADIUS - 24);
        return (
          <g key={`${at} ${name}`}>
            <rect x={spot.x - 5} y={spot.y - 5} width={10} height={10} className={styles.marked} transform={`rotate(45 ${spot.x} ${spot.y})`} />
            <text x={words.x} y={words.y} textAnchor="middle" className={styles.strong}>
              {name}
            </text>
            <text x={words.x} y={words.y + 13} textAnchor="middle" className={styles.label}>
              {at}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
