import { Undo2 } from "lucide-react";
import Link from "next/link";
import type { QueueCard } from "@/contracts/review/review";
import { Kbd } from "@/ui/kbd";
import type { DoneCard } from "./session-state";
import styles from "./review-session.module.css";

interface SessionEndProps {
  done: readonly DoneCard[];
  /** Learning cards whose minute has not come */
  waiting: readonly QueueCard[];
  nextDayAt: number;
  timeZone: string;
  onUndo: (() => void) | null;
}

/** Nothing is left for now: what was done, what comes back and when, and where to go on. */
export function SessionEnd({ done, waiting, nextDayAt, timeZone, onUndo }: SessionEndProps) {
  const at = (instant: number) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(instant);
  const answered = done.filter(({ kind }) => kind !== "aside").length;
  const forgotten = done.filter(({ kind }) => kind === "again").length;
  const soonest = Math.min(...waiting.map(({ dueAt }) => dueAt));
  return (
    <main className={styles.body} id="main">
      <h2 className={styles.endTitle}>{done.length === 0 ? "Nothing is due" : "Done for now"}</h2>
      <p className={styles.endText}>
        {done.length === 0
          ? `Cards come back just before you would forget them. The next study day begins at ${at(nextDayAt)}.`
          : `${answered} ${answered === 1 ? "answer" : "answers"}, ${forgotten} of them Again. The next study day begins at ${at(nextDayAt)}.`}
        {waiting.length > 0 && ` ${waiting.length} ${waiting.length === 1 ? "card comes" : "cards come"} back here from ${at(soonest)}.`}
      </p>
      <div className={styles.endActions}>
        <Link className="btn pri lg" href="/today">
          Back to Today
        </Link>
        <Link className="btn lg" href="/practice">
          Practise an exercise
        </Link>
        {onUndo !== null && (
          <button type="button" className="btn ghost lg" onClick={onUndo} aria-keyshortcuts="U">
            <Undo2 className="ico s" aria-hidden="true" />
            Undo the last answer <Kbd>U</Kbd>
          </button>
        )}
      </div>
    </main>
  );
}
