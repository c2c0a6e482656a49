import { CloudOff, Ellipsis, LoaderCircle, Undo2, X } from "lucide-react";
import Link from "next/link";
import { Kbd } from "@/ui/kbd";
import type { OutboxState } from "./outbox";
import styles from "./review-session.module.css";

/** More segments than this and the bar would be dust: it then shows shares. */
const SEGMENTS_MAX = 40;

interface SessionHeaderProps {
  title: string;
  marks: readonly ("again" | "passed" | "aside")[];
  /** Cards still to come, the current one included */
  left: number;
  sync: OutboxState;
  onUndo: (() => void) | null;
  onBury: (() => void) | null;
  onSuspend: (() => void) | null;
  onReport: (() => void) | null;
}

export function SessionHeader({ title, marks, left, sync, onUndo, onBury, onSuspend, onReport }: SessionHeaderProps) {
  const total = marks.length + left;
  return (
    <header className={styles.top}>
      <div className={styles.left}>
        <Link className="btn ghost icon" href="/today" aria-label="Leave the session">
          <X className="ico" aria-hidden="true" />
        </Link>
        <h1 className={styles.title}>{title}</h1>
      </div>
      <Progress marks={marks} left={left} total={total} />
      <div className={styles.right}>
        <SyncState sync={sync} />
        <span className="num">{left === 0 ? `${total} done` : `${marks.length + 1} of ${total}`}</span>
        <button type="button" className={`btn ghost sm ${styles.wide}`} onClick={() => onUndo?.()} disabled={onUndo === null} aria-keyshortcuts="U">
          <Undo2 className="ico s" aria-hidden="true" />
          Undo <Kbd>U</Kbd>
        </button>
        <details className={styles.more}>
          <summary className="btn ghost icon" aria-label="More">
            <Ellipsis className="ico" aria-hidden="true" />
          </summary>
          <div className={styles.menu}>
            <button type="button" onClick={() => onUndo?.()} disabled={onUndo === null}>
              Undo the last answer <Kbd>U</Kbd>
            </button>
            <button type="button" onClick={() => onBury?.()} disabled={onBury === null}>
              Bury until tomorrow <Kbd>B</Kbd>
            </button>
            <button type="button" onClick={() => onSuspend?.()} disabled={onSuspend === null}>
              Suspend this card <Kbd>S</Kbd>
            </button>
            <button type="button" onClick={() => onReport?.()} disabled={onReport === null}>
              Report this card <Kbd>R</Kbd>
            </button>
          </div>
        </details>
      </div>
    </header>
  );
}

function Progress({ marks, left, total }: { marks: SessionHeaderProps["marks"]; left: number; total: number }) {
  const label = `${marks.length} of ${total} cards`;
  if (total > SEGMENTS_MAX || total === 0) {
    return (
      <div className={styles.progress} role="progressbar" aria-valuenow={marks.length} aria-valuemin={0} aria-valuemax={Math.max(total, 1)} aria-label={label}>
        <i className={styles.passed} style={{ flex: marks.length }} />
        <i style={{ flex: Math.max(left, 1) }} />
      </div>
    );
  }
  return (
    <div className={styles.progress} role="progressbar" aria-valuenow={marks.length} aria-valuemin={0} aria-valuemax={total} aria-label={label}>
      {Array.from({ length: total }, (_, index) => (
        <i key={index} className={index === marks.length ? styles.here : marks[index] === undefined ? undefined : styles[marks[index]]} />
      ))}
    </div>
  );
}

function SyncState({ sync: { status, waiting } }: { sync: OutboxState }) {
  const words = {
    saved: null,
    saving: "Saving",
    offline: `Offline. ${waiting} ${waiting === 1 ? "answer is" : "answers are"} kept here and sent later.`,
    refused: `${waiting} not taken. Sign in again, then reload; your answers are kept here.`,
  }[status];
  return (
    <span role="status" className={styles.sync}>
      {status === "saving" && <LoaderCircle className="ico s" aria-hidden="true" />}
      {(status === "offline" || status === "refused") && <CloudOff className="ico s" aria-hidden="true" />}
      {words !== null && <span className={status === "saving" ? "sr" : undefined}>{words}</span>}
    </span>
  );
}
