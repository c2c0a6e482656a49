import type { CheckSummary } from "@/domain/labs/result";
import { VerdictMark } from "@/ui/verdict";
import styles from "./results.module.css";
import { brokenOn, figureWords, VERDICT_KINDS, VERDICT_WORDS } from "./words";

/** One check over all seeds: its verdict, its points, on how many seeds it broke, and what was measured. */
export function CheckRow({ summary, title, stage }: { summary: CheckSummary; title: string; stage: string | null }) {
  const broken = brokenOn(summary);
  const measured = figureWords(summary.figures);
  const kind = VERDICT_KINDS[summary.verdict];
  return (
    <div className={styles.check}>
      <span className={`v ${kind}`}>
        <VerdictMark kind={kind} />
        <span className="sr">{VERDICT_WORDS[summary.verdict]}: </span>
      </span>
      <span>
        {title}
        {stage !== null && <span className="muted"> · {stage}</span>}
        {measured !== "" && <small className="num">{measured}</small>}
      </span>
      <span className={`${styles.points} num`}>
        {broken !== "" && <b className={kind === "fail" ? styles.failed : styles.unsure}>{broken}</b>}
        {summary.pointsMax > 0 && (
          <span className="muted">
            {summary.points}/{summary.pointsMax}
          </span>
        )}
      </span>
    </div>
  );
}
