import type { AnswerKey, PublicBody } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import { VerdictMark } from "@/ui/verdict";
import styles from "./feedback.module.css";
import { Figures } from "./figures/figure-view";
import { markCell } from "./marks";

interface TraceFeedbackProps {
  body: Extract<PublicBody, { type: "trace" }>;
  answerKey: Extract<AnswerKey, { type: "trace" }>;
}

/** The world again, each cell with what was given and what is right, and how this world's values come about. */
export function TraceFeedback({ body, answerKey }: TraceFeedbackProps) {
  return (
    <>
      <Figures figures={body.figures} />
      <ul>
        {body.cells.map(({ id, askHtml }) => {
          const judged = answerKey.cells.find((cell) => cell.id === id);
          if (judged === undefined) return null;
          const mark = markCell(judged);
          return (
            <li key={id} className={styles.part}>
              <span className={`v ${mark.kind} ${styles.mark}`}>
                <VerdictMark kind={mark.kind} />
              </span>
              <div className="grow">
                <Prose html={askHtml} inline />
                <p className={`${styles.pair} num`}>
                  <span className={`v ${mark.kind}`}>{mark.word}</span> {judged.givenText !== null && <code>{judged.givenText}</code>}
                  {judged.credit < 1 && (
                    <>
                      {" "}
                      <span className="v pass">The answer:</span> <code>{judged.text}</code>
                    </>
                  )}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
      {answerKey.roadHtml.length > 0 && (
        <>
          <h3 className={styles.label}>Step by step in this variant</h3>
          <ol className={styles.right}>
            {answerKey.roadHtml.map((html, index) => (
              <li key={index}>
                <Prose html={html} inline />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
