import type { LabCheck } from "@/contracts/labs/lab-pages";
import type { CheckSummary } from "@/domain/labs/result";
import { VerdictMark } from "@/ui/verdict";
import { MeasureLine } from "./measure-line";
import styles from "./results.module.css";
import { brokenOn, figureWords, VERDICT_KINDS, VERDICT_WORDS } from "./words";

interface CheckRowProps {
  readonly summary: CheckSummary;
  /** False where none are counted */
  readonly hasPoints: boolean;
  readonly title: string;
  readonly stage: string | null;
  readonly measures: LabCheck["measures"];
}

/** One check over all seeds: its verdict, its points, on how many seeds it broke, and what was measured. */
export function CheckRow({ summary, hasPoints, title, stage, measures }: CheckRowProps) {
  const broken = brokenOn(summary);
  const known = measures.flatMap((measure) => (summary.figures[measure.figure] === undefined ? [] : [{ measure, value: summary.figures[measure.figure] as number }]));
  const measured = figureWords(Object.fromEntries(Object.entries(summary.figures).filter(([name]) => !known.some(({ measure }) => measure.figure === name))));
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
        {known.map(({ measure, value }) => (
          <MeasureLine key={measure.figure} measure={measure} value={value} />
        ))}
        {measured !== "" && <small className="num">{measured}</small>}
      </span>
      <span className={`${styles.points} num`}>
        {broken !== "" && <b className={kind === "fail" ? styles.failed : styles.unsure}>{broken}</b>}
        {hasPoints && (
          <span className="muted">
            {summary.points}/{summary.pointsMax}
          </span>
        )}
      </span>
    </div>
  );
}
