import { memo } from "react";
import type { PlacedStep } from "./layout-shape";
import styles from "./spacetime.module.css";

export type MarkState = "past" | "here" | "future";

interface MarkProps {
  readonly placed: PlacedStep;
  readonly state: MarkState;
  readonly isFaded: boolean;
  /** Whether the shrunk run kept it */
  readonly isMarked: boolean;
}

/** One numbered event. Its place never changes, so only a mark whose state changes is drawn anew. */
export const Mark = memo(function Mark({ placed: { step, shape, x, y, isViolation }, state, isFaded, isMarked }: MarkProps) {
  // What breaks the check, and its witnesses, are in full colour from the first event on.
  const isPinned = step.isWitness || isViolation;
  const look = [styles.mark, styles[shape], state === "here" ? styles.here : state === "future" && !isPinned ? styles.ahead : "", isPinned ? styles.witness : "", isFaded && !isPinned ? styles.faded : ""].join(" ");
  return (
    <g className={look} transform={`translate(${x} ${y})`}>
      {isMarked && <circle className={styles.keptRing} r={19} />}
      {isPinned && <circle className={styles.ring} r={isViolation ? 15 : 14} />}
      {state === "here" && !isPinned && shape === "cross" && <circle className={styles.halo} r={12} />}
      {isPinned && shape === "cross" && <path className={styles.death} d="m-4.6-4.6 9.2 9.2m0-9.2-9.2 9.2" />}
      <Shape shape={shape} />
      {shape !== "cross" && (
        <text y={shape === "restart" ? 7 : 4} textAnchor="middle">
          {step.number}
        </text>
      )}
    </g>
  );
});

function Shape({ shape }: Pick<PlacedStep, "shape">) {
  switch (shape) {
    case "crash":
      return <rect className={styles.body} x={-10.5} y={-10.5} width={21} height={21} rx={3} />;
    case "restart":
      return <path className={styles.body} d="M-12 10.5 0-13.5 12 10.5Z" />;
    case "service":
      return <rect className={styles.body} x={-10.5} y={-9.5} width={21} height={19} rx={3} />;
    case "client":
      return <rect className={styles.body} x={-10.5} y={-9.5} width={21} height={19} rx={9.5} />;
    case "handler":
      return <circle className={styles.body} r={10} />;
    case "cross":
      return null;
  }
}
