import { memo } from "react";
import type { PlacedMessage, PlacedNote, PlacedPartition, PlacedWait, SpacetimeLayout } from "./layout-shape";
import styles from "./spacetime.module.css";

export interface Shown {
  readonly messages: boolean;
  readonly timers: boolean;
}

interface DrawingProps {
  readonly layout: SpacetimeLayout;
  /** Makes the names of patterns and arrow heads its own, so that two diagrams can share a page. */
  readonly scope: string;
  readonly shown: Shown;
  /** The steps that stay when only causes are wanted; null: all */
  readonly kept: ReadonlySet<number> | null;
}

/** What befalls a node, in a square of 14 around its place: jump, drift, slow, pause, and on again. */
export const NOTES: Readonly<Record<PlacedNote["kind"], string>> = {
  "clock-jumped": "M-6-7l5 7-5 7M1-7l5 7-5 7",
  "clock-drifted": "M-7 3c2-8 5-8 7-3s5 5 7-3",
  slowed: "M-6-7h12L-6 7h12z",
  paused: "M-3-7v14M3-7v14",
  resumed: "M-4-7 6 0-4 7z",
};

type Keeps = (steps: readonly (number | null)[]) => string | undefined;

/** Everything but marks, words, violation and cursor. Drawn once: the page shows it twice, clipped at the cursor. */
export const Drawing = memo(function Drawing({ layout, scope, shown, kept }: DrawingProps) {
  const keeps: Keeps = (steps) => (kept === null || steps.every((step) => step === null || kept.has(step)) ? undefined : styles.faded);
  return (
    <>
      {layout.partitions.map((partition) => (
        <Partition key={partition.key} partition={partition} scope={scope} />
      ))}
      {layout.lanes.map(({ key, kind, y }) => (
        <line key={key} className={`${styles.lifeline} ${styles[kind]}`} x1={layout.left} x2={layout.right} y1={y} y2={y} />
      ))}
      {layout.roles.map(({ key, role, x1, x2, y }) => (
        <line key={key} className={`${styles.role} ${styles[role]}`} x1={x1} x2={x2} y1={y} y2={y} />
      ))}
      {layout.downs.map(({ step, x1, x2, y }) => (
        <rect key={`${step} ${y}`} className={`${styles.shape} ${keeps([step]) ?? ""}`} x={x1} y={y - 11} width={Math.max(x2 - x1, 0)} height={22} fill={`url(#${scope}-down)`} />
      ))}
      {layout.pauses.map(({ key, x1, x2, y }) => (
        <path key={key} className={styles.pause} d={`M${x1} ${y}H${x2}`} />
      ))}
      {layout.notes.map(({ key, kind, x, y }) => (
        <path key={key} className={styles.note} d={NOTES[kind]} transform={`translate(${x} ${y})`} />
      ))}
      {layout.weathers.map(({ key, x }) => (
        <path key={key} className={styles.weather} d={`M${x} ${layout.top}V${layout.bottom}`} />
      ))}
      {shown.timers && layout.waits.map((placed) => <Waiting key={`${placed.wait.kind} ${placed.wait.name} ${placed.wait.from}`} placed={placed} keeps={keeps} />)}
      {shown.messages && layout.messages.map((message) => <MessageLine key={message.delivery.to} message={message} scope={scope} keeps={keeps} />)}
    </>
  );
});

function MessageLine({ message: { delivery, look, path, to, isStub }, scope, keeps }: { message: PlacedMessage; scope: string; keeps: Keeps }) {
  return (
    <g className={keeps([delivery.from, delivery.to])}>
      <path
        className={`${styles.message} ${styles[look]} ${isStub ? styles.stub : ""}`}
        d={path}
        markerEnd={delivery.isLost ? undefined : `url(#${scope}-${look})`}
      />
      {delivery.isLost && (
        <g transform={`translate(${to.x} ${to.y})`}>
          <circle r={8.5} fill="var(--surface)" />
          <path className={styles.death} d="m-4.6-4.6 9.2 9.2m0-9.2-9.2 9.2" />
        </g>
      )}
    </g>
  );
}

function Waiting({ placed: { wait, x1, x2, y }, keeps }: { placed: PlacedWait; keeps: Keeps }) {
  return (
    <g className={keeps([wait.from, wait.to])}>
      <line className={styles.wait} x1={x1} x2={x2} y1={y} y2={y} />
      <circle className={styles.armed} cx={x1} cy={y} r={2.6} />
      {wait.end === "cleared" ? (
        <path className={styles.cleared} d={`M${x2} ${y - 4}v8`} />
      ) : (
        <g transform={`translate(${x2} ${y})`}>
          <circle className={styles.clock} r={5.4} />
          <path className={styles.hand} d="M0-2.8V0l2 1.2" />
        </g>
      )}
    </g>
  );
}

function Partition({ partition: { x1, x2, gaps, stubs, label, isHealed }, scope }: { partition: PlacedPartition; scope: string }) {
  return (
    <g>
      {gaps.map(({ y1, y2 }) => (
        <g key={y1}>
          <rect className={styles.shape} x={x1} y={y1} width={Math.max(x2 - x1, 0)} height={y2 - y1} fill={`url(#${scope}-cut)`} />
          <path className={styles.cutEdge} d={`M${x1} ${y1 - 5}V${y2 + 5}${isHealed ? `M${x2} ${y1 - 5}V${y2 + 5}` : ""}`} />
        </g>
      ))}
      {stubs.map((stub) => (
        <g key={stub.y1}>
          <rect className={styles.shape} x={x1} y={stub.y1} width={Math.max(stub.x2 - x1, 0)} height={stub.y2 - stub.y1} fill={`url(#${scope}-cut)`} />
          <path className={styles.cutEdge} d={`M${x1} ${stub.y1 - 3}V${stub.y2 + 3}`} />
        </g>
      ))}
      {label !== null && (
        <>
          <rect className={styles.cutLabel} x={label.x} y={label.y - 11} width={label.width} height={22} rx={4} />
          <text className={styles.cutText} x={label.x + label.width / 2} y={label.y + 4} textAnchor="middle">
            {label.text}
          </text>
        </>
      )}
    </g>
  );
}

/** Patterns and arrow heads. Each colour has a head of its own: not every browser can take the line's. */
export function Definitions({ scope }: { scope: string }) {
  return (
    <>
      {(["plain", "ack"] as const).map((look) => (
        <marker key={look} id={`${scope}-${look}`} viewBox="0 0 10 10" refX="8.4" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
          <path className={`${styles.head} ${styles[look]}`} d="M.5 1 9 5 .5 9 2.6 5Z" />
        </marker>
      ))}
      <marker id={`${scope}-copy`} viewBox="0 0 16 10" refX="14.4" refY="5" markerWidth="14" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
        <path className={`${styles.head} ${styles.copy}`} d="M.5 1 9 5 .5 9 2.6 5ZM6.5 1 15 5l-8.5 4 2.1-4Z" />
      </marker>
      <pattern id={`${scope}-cut`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className={styles.cutHatch} x1="0" x2="0" y2="7" />
      </pattern>
      <pattern id={`${scope}-down`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="5" height="5" fill="var(--surface)" />
        <line className={styles.downHatch} x1="0" x2="0" y2="5" />
      </pattern>
    </>
  );
}
