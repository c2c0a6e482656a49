import type { Drawing } from "@/contracts/exercises/diagram";
import type { AnswerKey, PublicBody } from "@/contracts/exercises/exercises";
import { VerdictMark } from "@/ui/verdict";
import feedback from "../feedback.module.css";
import styles from "./diagram.module.css";
import { labelById } from "./drawing-moves";
import { Picture } from "./picture";

interface DiagramFeedbackProps {
  body: Extract<PublicBody, { type: "diagram" }>;
  drawing: Drawing;
  answerKey: Extract<AnswerKey, { type: "diagram" }>;
  isOwn: boolean;
}

/** The learner's drawing with a number at each place where a requirement fails, the requirements, and one right drawing. */
export function DiagramFeedback({ body: { sheet }, drawing, answerKey: { requirements, solution }, isOwn }: DiagramFeedbackProps) {
  const numbered = requirements.map((requirement, index) => ({ ...requirement, number: index + 1 }));
  const failing = numbered.filter(({ met }) => !met);
  const place = (id: string) => id.split(">").map((box) => labelById(sheet, drawing, box)).join(" to ");
  return (
    <>
      <Picture
        sheet={sheet}
        drawing={drawing}
        caption={failing.length === 0 ? `${isOwn ? "Your" : "Their"} drawing` : `${isOwn ? "Your" : "Their"} drawing; a number marks where a requirement fails`}
        numbersAt={(id) => failing.filter(({ at }) => at.includes(id)).map(({ number }) => number)}
      />
      <h3 className={feedback.label}>What was asked for</h3>
      <ol>
        {numbered.map(({ number, text, met, points, at }) => (
          <li key={number} className={feedback.part}>
            <span className={`v ${met ? "pass" : "fail"} ${feedback.mark}`}>
              <VerdictMark kind={met ? "pass" : "fail"} />
            </span>
            <span className={`${feedback.number} num`}>{number}</span>
            <div className="grow">
              <p className={styles.requirement}>{text}</p>
              {!met && at.length > 0 && <p className="hint">Fails at: {at.map(place).join("; ")}.</p>}
            </div>
            <span className={`v ${met ? "pass" : "fail"} ${feedback.word}`}>
              {met ? "Met" : "Not met"}, {points} {points === 1 ? "point" : "points"}
            </span>
          </li>
        ))}
      </ol>
      {failing.length > 0 && (
        <>
          <h3 className={feedback.label}>One right drawing of several</h3>
          <Picture sheet={sheet} drawing={solution} caption="It fulfils all requirements; others do too" />
        </>
      )}
    </>
  );
}
