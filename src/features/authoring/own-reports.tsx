import type { OwnReport } from "@/contracts/authoring/reports";
import { KIND_WORDS, REASON_WORDS } from "../report-item";
import { STATE_WORDS } from "./report-words";
import styles from "./reports.module.css";

/** One's own reports, with what became of them. */
export function OwnReports({ reports }: { reports: readonly (OwnReport & { when: string })[] }) {
  if (reports.length === 0) return <p className="text-ink-2">You have reported nothing yet. Every card, exercise, concept and scenario has a button for it.</p>;
  return (
    <ul className={styles.reports}>
      {reports.map(({ id, kind, title, reason, words, when, state, reply }) => (
        <li key={id}>
          <h3>{title}</h3>
          <p className={styles.facts}>
            <span className="badge">{STATE_WORDS[state]}</span> {REASON_WORDS[reason]} · {KIND_WORDS[kind]} · {when}
          </p>
          {words !== "" && <p className={styles.words}>{words}</p>}
          {reply !== null && (
            <p className={`note ${styles.words}`}>
              <span>
                <strong>Answer.</strong> {reply}
              </span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
