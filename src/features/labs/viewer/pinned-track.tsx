import type { PinnedSpan, PinnedVariable } from "./pinned-variable";
import styles from "./pinned-track.module.css";

/** No word fits into less. */
const WORDS_PX_MIN = 18;

interface PinnedTrackProps {
  readonly pinned: PinnedVariable;
  readonly left: number;
  readonly right: number;
  readonly xOf: (step: number) => number;
}

/** A pinned variable under the lanes: what memory holds, and what the disk holds. */
export function PinnedTrack({ pinned: { node, name, memory, disk }, left, right, xOf }: PinnedTrackProps) {
  const row = (label: string, spans: readonly PinnedSpan[]) => (
    <div className={styles.row}>
      <span className={styles.label} style={{ width: left - 8 }}>
        {label}
      </span>
      {spans.map(({ from, to, words, look }) => {
        const [x1, x2] = [Math.max(xOf(from), left), Math.min(to === null ? right : xOf(to), right)];
        if (x2 <= x1 || x1 > right) return null;
        return (
          <span key={from} className={`${styles.span} ${styles[look]}`} style={{ left: x1 + 0.5, width: Math.max(x2 - x1 - 1, 1) }} title={words}>
            {x2 - x1 >= WORDS_PX_MIN && words}
          </span>
        );
      })}
    </div>
  );
  return (
    <div className={styles.track} role="group" aria-label={`${name} on ${node}, over time`}>
      <p className={styles.name}>
        {name} on {node}
      </p>
      {row("memory", memory)}
      {row("disk", disk)}
    </div>
  );
}
