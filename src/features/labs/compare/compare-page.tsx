import { changedChecks } from "@/domain/labs/compare-verdicts";
import type { RunListItem, RunView } from "@/contracts/labs/labs";
import { RunHeader, type RunPageProps, type Trail } from "../run-parts";
import { runWords } from "../words";
import { CheckChanges } from "./check-changes";
import { ProgramDiff } from "./program-diff";
import styles from "./compare.module.css";

interface ComparePageProps {
  lab: RunPageProps["lab"];
  /** The run from whose page one came */
  run: RunView;
  /** What it is compared with; null where its learner has submitted nothing else to this lab */
  other: RunView | null;
  /** All that it can be compared with, newest first */
  others: readonly RunListItem[];
  trail: Trail;
}

/** Two submissions of one learner to a lab: what changed in the program, from the earlier to the later one, and in its checks. */
export function ComparePage({ lab, run, other, others, trail }: ComparePageProps) {
  const [before, after] = other !== null && other.run.number > run.run.number ? [run, other] : [other, run];
  const title = before === null || after === null ? `Run ${run.run.number}` : `Run ${before.run.number} and run ${after.run.number}`;
  return (
    <div className={styles.screen}>
      <RunHeader lab={lab} title={title} submittedText="" actions={null} labWords="" trail={trail} />
      <main id="main" className={styles.main}>
        {others.length > 0 && <ChooseOther run={run} chosen={other?.run.runId ?? ""} others={others} />}
        {before === null || after === null ? (
          <p className={styles.quiet}>There is no other run of this lab to compare it with. Whatever is submitted next can be compared with this one.</p>
        ) : (
          <>
            <CheckChanges before={before} after={after} changes={changedChecks(before.verdict, after.verdict)} checks={lab.checks} />
            <ProgramDiff before={{ number: before.run.number, text: before.program }} after={{ number: after.run.number, text: after.program }} />
          </>
        )}
      </main>
    </div>
  );
}

/** A form that the browser sends by itself: it works before the page's scripts do. */
function ChooseOther({ run, chosen, others }: { run: RunView; chosen: string; others: readonly RunListItem[] }) {
  return (
    <form method="get" className={styles.choose}>
      <label htmlFor="with">Compare run {run.run.number} with</label>
      <select id="with" name="with" className="input" defaultValue={chosen} key={chosen}>
        {others.map((one) => (
          <option key={one.runId} value={one.runId}>
            Run {one.number}: {runWords(one)}
          </option>
        ))}
      </select>
      <button type="submit" className="btn sm">
        Compare
      </button>
    </form>
  );
}
