import type { AnswerKey, PublicBody } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import { VerdictMark } from "@/ui/verdict";
import styles from "./feedback.module.css";

interface ClozeFeedbackProps {
  body: Extract<PublicBody, { type: "cloze" }>;
  filled: Readonly<Record<string, string>>;
  answerKey: Extract<AnswerKey, { type: "cloze" }>;
}

/** The text with what was filled in; where that is not right, it is struck out and the answer stands beside it. */
export function ClozeFeedback({ body, filled, answerKey }: ClozeFeedbackProps) {
  return (
    <div className={styles.cloze}>
      {body.paragraphs.map((pieces, paragraph) => (
        <p key={paragraph}>
          {pieces.map((piece, index) =>
            "html" in piece ? <Prose key={index} html={piece.html} inline /> : <Filling key={index} blank={piece.blank} {...{ body, filled, answerKey }} />,
          )}
        </p>
      ))}
    </div>
  );
}

function Filling({ blank, body, filled, answerKey }: ClozeFeedbackProps & { blank: string }) {
  const judged = answerKey.blanks.find(({ key }) => key === blank);
  const choices = body.blanks.find(({ key }) => key === blank)?.choices ?? [];
  const sent = (filled[blank] ?? "").trim();
  const given = choices.length === 0 ? sent : (choices.find(({ key }) => key === sent)?.text ?? "");
  if (judged?.right) {
    return (
      <span className={styles.filling}>
        <span className="v pass">
          <VerdictMark kind="pass" />
          <span className="sr">Yours, right:</span>
        </span>
        {given}
      </span>
    );
  }
  return (
    <span className={styles.filling}>
      <span className="v fail">
        <VerdictMark kind="fail" />
        <span className="sr">{given === "" ? "Left open." : "Yours, not right:"}</span>
      </span>
      {given !== "" && <del>{given}</del>}
      <span className="sr">The answer:</span>
      <b>{judged?.text}</b>
    </span>
  );
}
