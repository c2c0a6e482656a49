import { memo } from "react";
import type { PlacedViolation } from "./layout-shape";
import styles from "./spacetime.module.css";

/** The tinted time from the decisive event on, under everything else. */
export const ViolationZone = memo(function ViolationZone({ violation: { zone } }: { violation: PlacedViolation }) {
  return <rect className={styles.zone} {...zone} />;
});

/** The flag, its drop line, and the bracket between the witnesses: never dimmed. */
export const ViolationFlag = memo(function ViolationFlag({ violation: { x, lines, flag, dropTo, bracket } }: { violation: PlacedViolation }) {
  return (
    <g>
      <line className={styles.drop} x1={x} x2={x} y1={flag.y + flag.height} y2={dropTo} />
      {bracket?.kind === "down" && <path className={styles.bracket} d={`M${bracket.x1} ${bracket.y1}V${bracket.y2}M${bracket.x1 - 5} ${bracket.y1}h10M${bracket.x1 - 5} ${bracket.y2}h10`} />}
      {bracket?.kind === "along" && <path className={styles.bracket} d={`M${bracket.x1} ${bracket.y1}H${bracket.x2}M${bracket.x1} ${bracket.y1}v9M${bracket.x2} ${bracket.y1}v9`} />}
      <g transform={`translate(${flag.x} ${flag.y})`}>
        <rect className={styles.flag} width={flag.width} height={flag.height} rx={8} />
        <g className={styles.flagMark} transform={`translate(12 ${flag.height / 2 - 7})`}>
          <rect x="0.8" y="0.8" width="12.4" height="12.4" rx="2.2" fill="currentColor" />
          <path d="m4.6 4.6 4.8 4.8m0-4.8-4.8 4.8" stroke="var(--surface)" strokeWidth="1.6" strokeLinecap="round" />
        </g>
        {lines.map((line, index) => (
          <text key={line} className={styles.flagText} x={36} y={23 + index * 17}>
            {line}
          </text>
        ))}
      </g>
    </g>
  );
});
