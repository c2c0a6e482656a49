import type { LabCheck } from "@/contracts/labs/lab-pages";
import type { RunView } from "@/contracts/labs/labs";
import type { CheckChange } from "@/domain/labs/compare-verdicts";
import type { CheckSummary } from "@/domain/labs/result";
import { Verdict } from "@/ui/verdict";
import { brokenOn, checkTitle, runWords, VERDICT_KINDS, VERDICT_WORDS } from "../words";
import styles from "./compare.module.css";

interface CheckChangesProps {
  before: RunView;
  after: RunView;
  changes: readonly CheckChange[];
  checks: readonly LabCheck[];
}

/** Which checks fared otherwise, beside how both runs ended. */
export function CheckChanges({ before, after, changes, checks }: CheckChangesProps) {
  const stopped = [before, after].filter(({ run }) => run.stoppedAt !== null).map(({ run }) => `run ${run.number}`);
  return (
    <section className={styles.section} aria-labelledby="changed-checks">
      <h2 id="changed-checks">What changed in the checks</h2>
      {[before, after].map(({ run }) => (
        <p key={run.runId} className="num">
          Run {run.number}: {runWords(run)}
        </p>
      ))}
      {stopped.length > 0 && <p className={styles.quiet}>Not all seeds were run in {stopped.join(" and ")}, so a check that did not fail there is unknown.</p>}
      {changes.length === 0 ? (
        <p className={styles.quiet}>No check fared otherwise.</p>
      ) : (
        <div className={styles.scroller} role="region" aria-label="Checks that changed" tabIndex={0}>
          <table className="table num">
            <thead>
              <tr>
                <th scope="col">Check</th>
                <th scope="col">Run {before.run.number}</th>
                <th scope="col">Run {after.run.number}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.check}>
                  <th scope="row">{checkTitle(change.check, checks)}</th>
                  <td>
                    <Fared summary={change.before} hasPoints={before.run.points !== null} />
                  </td>
                  <td>
                    <Fared summary={change.after} hasPoints={after.run.points !== null} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Fared({ summary, hasPoints }: { summary: CheckSummary | null; hasPoints: boolean }) {
  if (summary === null) return <span className="muted">not judged</span>;
  const more = [brokenOn(summary), hasPoints && summary.pointsMax > 0 ? `${summary.points} of ${summary.pointsMax} points` : ""].filter((part) => part !== "");
  return (
    <>
      <Verdict kind={VERDICT_KINDS[summary.verdict]}>{VERDICT_WORDS[summary.verdict]}</Verdict>
      {more.length > 0 && <small className={styles.more}>{more.join(", ")}</small>}
    </>
  );
}
