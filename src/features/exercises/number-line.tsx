import type { AnswerKey } from "@/contracts/exercises/exercises";
import styles from "./feedback.module.css";
import { layOutNumberLine } from "./number-line-layout";

/** Labels nearer than this (a share of the width) would touch: the learner's moves up a line. */
const LABEL_DISTANCE_MIN = 0.3;

const unitBehind = (text: string, unit: string): string => (unit === "%" ? `${text}%` : `${text} ${unit}`);

/** Where the answer lies, the band of full credit, and where the learner's number lies. */
export function NumberLine({ answer, isOwn }: { answer: Extract<AnswerKey, { type: "numeric" }>; isOwn: boolean }) {
  const { ticks, value, given, from, to } = layOutNumberLine(answer);
  const right = unitBehind(answer.valueText, answer.unit);
  const theirs = answer.givenText === null ? null : unitBehind(answer.givenText, answer.unit);
  const isFull = answer.given !== null && answer.given >= answer.from && answer.given <= answer.to;
  const finding = `${theirs === null ? "" : `${isOwn ? "Your" : "Their"} answer ${theirs}, `}the answer ${right}, ${answer.scale === "log" ? "logarithmic" : "linear"} scale.`;
  const isNear = given !== null && Math.abs(given - value) < LABEL_DISTANCE_MIN;
  return (
    <div className={styles.line} role="img" aria-label={finding}>
      <i className={styles.axis} />
      {ticks.map(({ place, label }) => (
        <span key={label} className={styles.tick} style={at(place)}>
          {label}
        </span>
      ))}
      <i className={styles.band} style={{ left: share(from), width: share(Math.max(to - from, 0)) }} />
      {given !== null && !isFull && (
        <i className={styles.gap} style={{ left: share(Math.min(given, value)), width: share(Math.abs(given - value)) }} />
      )}
      <i className={styles.truth} style={at(value)} />
      <span className={styles.truthLabel} style={labelAt(value)}>
        {right}
      </span>
      {given !== null && (
        <>
          <i className={`${styles.given} ${isFull ? styles.full : ""}`} style={at(given)} />
          <span className={`${styles.givenLabel} ${isFull ? styles.full : ""} ${isNear ? styles.raised : ""}`} style={labelAt(given)}>
            {isOwn ? "you" : "they"} {theirs}
          </span>
        </>
      )}
    </div>
  );
}

const share = (place: number): string => `${(place * 100).toFixed(2)}%`;
const at = (place: number) => ({ left: share(place) });
/** Labels at the ends are pushed inwards, so that they stay on the page. */
const labelAt = (place: number) => ({ left: share(place), transform: `translateX(-${(place * 100).toFixed(0)}%)` });
