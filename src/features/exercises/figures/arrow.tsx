import type { markedPart } from "./part-marks";
import styles from "./figures.module.css";

interface Point {
  readonly x: number;
  readonly y: number;
}

interface ArrowProps {
  from: Point;
  to: Point;
  label?: string | undefined;
  /** Ends in a cross instead of a head: what was sent does not arrive */
  isCut?: boolean;
  /** Room left at both ends */
  inset: number;
  /** Set where it can be chosen */
  part?: ReturnType<typeof markedPart>;
}

const HEAD = 7;

/** A straight arrow with its label beside the middle. */
export function Arrow({ from, to, label, isCut = false, inset, part = null }: ArrowProps) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const start = { x: from.x + ux * inset, y: from.y + uy * inset };
  const end = { x: to.x - ux * (isCut ? 0 : inset + 2), y: to.y - uy * (isCut ? 0 : inset + 2) };
  const wing = (side: number) => `${end.x - ux * HEAD + uy * side * (HEAD / 2)},${end.y - uy * HEAD - ux * side * (HEAD / 2)}`;
  return (
    <g className={`${styles.arrow} ${part?.className ?? ""}`} onClick={part?.onClick}>
      {part !== null && <line x1={start.x} y1={start.y} x2={end.x} y2={end.y} className={styles.halo} />}
      <line x1={start.x} y1={start.y} x2={end.x} y2={end.y} strokeDasharray={isCut ? "4 3" : undefined} />
      {isCut ? (
        <path d={`M${end.x - 4} ${end.y - 4}l8 8m0-8l-8 8`} />
      ) : (
        <polygon points={`${end.x},${end.y} ${wing(1)} ${wing(-1)}`} />
      )}
      {label !== undefined && (
        <text x={(start.x + end.x) / 2 + 7} y={(start.y + end.y) / 2 + (uy < 0 ? 12 : -1)}>
          {label}
        </text>
      )}
    </g>
  );
}
