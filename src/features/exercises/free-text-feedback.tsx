import type { AnswerKey } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import { VerdictMark } from "@/ui/verdict";
import { counted } from "@/ui/words";
import styles from "./feedback.module.css";

interface FreeTextFeedbackProps {
  text: string;
  answerKey: Extract<AnswerKey, { type: "free-text" }>;
}

/** The text, what was found in it and where, and an answer to compare it with. A machine read it, so it says so. */
export function FreeTextFeedback({ text, answerKey }: FreeTextFeedbackProps) {
  return (
    <>
      <p className={styles.ownText}>{text}</p>
      <p className="note mt-4">
        A machine looked for words, not for meaning, so the score is provisional. Compare your text with the ideas and the model answer yourself.
      </p>
      <h3 className={styles.label}>Ideas looked for</h3>
      <ul>
        {answerKey.ideas.map(({ sayHtml, points, sentence }, index) => (
          <li key={index} className={styles.part}>
            <span className={`v ${sentence === null ? "fail" : "pass"} ${styles.mark}`}>
              <VerdictMark kind={sentence === null ? "fail" : "pass"} />
            </span>
            <div className="grow">
              <Prose html={sayHtml} inline />
              <p className={`${styles.pair} num`}>
                <span className={`v ${sentence === null ? "fail" : "pass"}`}>
                  {sentence === null ? "Not found" : "Found"}, {counted(points, "point")}
                  {sentence === null ? "." : ":"}
                </span>{" "}
                {sentence !== null && <q>{sentence}</q>}
              </p>
            </div>
          </li>
        ))}
        {answerKey.forbidden.map(({ sayHtml, points, sentence }, index) => (
          <li key={`forbidden ${index}`} className={styles.part}>
            <span className={`v fail ${styles.mark}`}>
              <VerdictMark kind="fail" />
            </span>
            <div className="grow">
              <Prose html={sayHtml} inline />
              <p className={`${styles.pair} num`}>
                <span className="v fail">Costs {counted(points, "point")}:</span> <q>{sentence}</q>
              </p>
            </div>
          </li>
        ))}
      </ul>
      <h3 className={styles.label}>A model answer</h3>
      <Prose html={answerKey.modelHtml} />
    </>
  );
}
