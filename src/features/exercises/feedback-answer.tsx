/** A learner's answer with what is to be said of each part: colour, shape and word. */
import type { Answer, AnswerKey, Choice, Feedback, PublicBody } from "@/contracts/exercises/exercises";
import type { Figure } from "@/contracts/exercises/figure";
import { Prose } from "@/ui/prose";
import { VerdictMark } from "@/ui/verdict";
import { ClozeFeedback } from "./cloze-feedback";
import { DiagramFeedback } from "./diagram/diagram-feedback";
import styles from "./feedback.module.css";
import { FreeTextFeedback } from "./free-text-feedback";
import { HotspotFeedback } from "./hotspot-feedback";
import { type Mark, markAside, markOption, markPlan, markSequence } from "./marks";
import { NumberLine } from "./number-line";
import { TraceFeedback } from "./trace-feedback";

type Of<Union, Type> = Extract<Union, { type: Type }>;

interface FeedbackAnswerProps {
  body: PublicBody;
  figure: Figure | null;
  answer: Answer;
  answerKey: Feedback["key"];
  isOwn: boolean;
}

/** Body, answer and key of one feedback are always of one type. */
export function FeedbackAnswer({ body, figure, answer, answerKey, isOwn }: FeedbackAnswerProps) {
  if ((body.type === "mcq" || body.type === "multi") && (answerKey.type === "mcq" || answerKey.type === "multi")) {
    const taken = answer.type === "mcq" ? [answer.choice] : answer.type === "multi" ? answer.choices : [];
    return (
      <ul>
        {body.options.map(({ key, html }) => (
          <Part key={key} html={html} mark={markOption(body.type, answerKey.right.includes(key), taken.includes(key))} />
        ))}
      </ul>
    );
  }
  if (body.type === "scenario" && answer.type === "scenario" && answerKey.type === "scenario") {
    return <ScenarioFeedback body={body} choice={answer.choice} answerKey={answerKey} />;
  }
  if (body.type === "cloze" && answer.type === "cloze" && answerKey.type === "cloze") {
    return <ClozeFeedback body={body} filled={answer.filled} answerKey={answerKey} />;
  }
  if (body.type === "order" && answer.type === "order" && answerKey.type === "order") {
    return <OrderFeedback body={body} sequence={answer.sequence} answerKey={answerKey} />;
  }
  if (body.type === "match" && answer.type === "match" && answerKey.type === "match") {
    return <MatchFeedback body={body} pairs={answer.pairs} answerKey={answerKey} />;
  }
  if (answer.type === "free-text" && answerKey.type === "free-text") return <FreeTextFeedback text={answer.text} answerKey={answerKey} />;
  if (body.type === "trace" && answerKey.type === "trace") return <TraceFeedback body={body} answerKey={answerKey} />;
  if (body.type === "hotspot" && answer.type === "hotspot" && answerKey.type === "hotspot" && figure !== null) {
    return <HotspotFeedback body={body} figure={figure} taken={answer.parts} right={answerKey.right} />;
  }
  if (body.type === "diagram" && answer.type === "diagram" && answerKey.type === "diagram") {
    return <DiagramFeedback body={body} drawing={answer.drawing} answerKey={answerKey} isOwn={isOwn} />;
  }
  if (answer.type === "numeric" && answerKey.type === "numeric") {
    return (
      <>
        <NumberLine answer={answerKey} isOwn={isOwn} />
        <p className="hint num">
          {isOwn ? "You" : "They"} typed <span className="mono">{answer.text.trim()}</span>. {answerKey.readingText}
        </p>
      </>
    );
  }
  return null;
}

interface ScenarioFeedbackProps {
  body: Of<PublicBody, "scenario">;
  choice: string;
  answerKey: Of<AnswerKey, "scenario">;
}

/** Every plan with what it is worth and why: the ones not taken teach as much as the one that was. */
function ScenarioFeedback({ body, choice, answerKey }: ScenarioFeedbackProps) {
  return (
    <ul>
      {body.options.map(({ key, html }) => {
        const judged = answerKey.options.find((option) => option.key === key);
        const mark = markPlan(judged?.score ?? 0, key === choice);
        return (
          <li key={key} className={styles.part}>
            <span className={`v ${mark.kind ?? ""} ${styles.mark}`}>{mark.kind !== null && <VerdictMark kind={mark.kind} />}</span>
            <div className="grow">
              <Prose html={html} inline />
              <p className={styles.pair}>
                <span className={`v ${mark.kind ?? ""}`}>{mark.word}.</span> <Prose html={judged?.sayHtml ?? ""} inline />
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Part({ html, mark, number }: { html: string; mark: Mark; number?: number }) {
  return (
    <li className={styles.part}>
      <span className={`v ${mark.kind ?? ""} ${styles.mark}`}>{mark.kind !== null && <VerdictMark kind={mark.kind} />}</span>
      {number !== undefined && <span className={`${styles.number} num`}>{number}</span>}
      <span className="grow">
        <Prose html={html} inline />
      </span>
      {mark.word !== "" && <span className={`v ${mark.kind ?? ""} ${styles.word}`}>{mark.word}</span>}
    </li>
  );
}

const htmlOf = (choices: readonly Choice[], key: string | undefined): string => choices.find((choice) => choice.key === key)?.html ?? "";

interface OrderFeedbackProps {
  body: Of<PublicBody, "order">;
  sequence: readonly string[];
  answerKey: Of<AnswerKey, "order">;
}

function OrderFeedback({ body, sequence, answerKey }: OrderFeedbackProps) {
  const marks = markSequence(sequence, answerKey);
  const aside = body.items.filter(({ key }) => !sequence.includes(key));
  const isRight = marks.every(({ kind }) => kind === "pass") && aside.every(({ key }) => answerKey.unused.includes(key));
  return (
    <>
      <ol>
        {sequence.map((key, index) => (
          <Part key={key} html={htmlOf(body.items, key)} number={index + 1} mark={marks[index] as Mark} />
        ))}
      </ol>
      {aside.length > 0 && (
        <>
          <h3 className={styles.label}>Put aside</h3>
          <ul>
            {aside.map(({ key, html }) => (
              <Part key={key} html={html} mark={markAside(key, answerKey)} />
            ))}
          </ul>
        </>
      )}
      {!isRight && (
        <>
          <h3 className={styles.label}>One right order</h3>
          <ol className={styles.right}>
            {answerKey.sequence.map((key) => (
              <li key={key}>
                <Prose html={htmlOf(body.items, key)} inline />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

interface MatchFeedbackProps {
  body: Of<PublicBody, "match">;
  pairs: Readonly<Record<string, string>>;
  answerKey: Of<AnswerKey, "match">;
}

function MatchFeedback({ body, pairs, answerKey }: MatchFeedbackProps) {
  return (
    <ul>
      {body.left.map(({ key, html }) => {
        const [yours, right] = [pairs[key], answerKey.pairs[key]];
        const isRight = yours === right;
        return (
          <li key={key} className={styles.part}>
            <span className={`v ${isRight ? "pass" : "fail"} ${styles.mark}`}>
              <VerdictMark kind={isRight ? "pass" : "fail"} />
            </span>
            <div className="grow">
              <Prose html={html} inline />
              <p className={styles.pair}>
                <span className={`v ${isRight ? "pass" : "fail"}`}>{isRight ? "Yours, right:" : yours === undefined ? "Left open" : "Yours, not right:"}</span>{" "}
                <Prose html={htmlOf(body.right, yours)} inline />
              </p>
              {!isRight && (
                <p className={styles.pair}>
                  <span className="v pass">Belongs with:</span> <Prose html={htmlOf(body.right, right)} inline />
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
