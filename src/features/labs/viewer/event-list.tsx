"use client";

import { memo, useEffect, useMemo, useRef } from "react";
import { describeEvent, timeWords } from "../spacetime/describe-event";
import type { Story } from "../spacetime/read-story";
import styles from "./run-viewer.module.css";

interface EventListProps {
  readonly story: Story;
  readonly cursor: number;
  readonly kept: ReadonlySet<number> | null;
  readonly onChoose: (step: number) => void;
  readonly onPoint: (step: number | null) => void;
}

/** The same content as the diagram, in words, in the order of the run: what has no number lasts, or strikes the network. */
export function EventList({ story, cursor, kept, onChoose, onPoint }: EventListProps) {
  const list = useRef<HTMLOListElement>(null);
  const rows = useMemo(() => {
    const steps = new Map(story.steps.map((step) => [step.event.number, step]));
    return story.excerpt.events.map((event) => ({ event, step: steps.get(event.number) ?? null, words: describeEvent(event, story.excerpt) }));
  }, [story]);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[aria-current]");
    const box = list.current;
    if (!row || !box) return;
    // Only the list scrolls, never the page: scrollIntoView would move a phone's page away from the picture.
    const top = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 0) box.scrollTop += top - row.clientHeight;
    else if (top + row.clientHeight > box.clientHeight) box.scrollTop += top + 2 * row.clientHeight - box.clientHeight;
  }, [cursor]);
  return (
    <ol className={styles.events} ref={list} aria-label="Events" tabIndex={-1}>
      {rows.map(({ event, step, words }) =>
        step === null ? (
          <li key={event.number} className={styles.span}>
            <span className={styles.number} aria-hidden="true">
              ·
            </span>
            <span className={styles.where}>{words.where}</span>
            <span>{words.says}</span>
          </li>
        ) : (
          <Row
            key={event.number}
            number={step.number}
            where={words.where}
            says={words.says}
            then={words.then}
            time={timeWords(event.atUs)}
            isHere={step.number === cursor}
            isAhead={step.number > cursor}
            isFaded={kept !== null && !kept.has(step.number)}
            isWitness={step.isWitness}
            onChoose={onChoose}
            onPoint={onPoint}
          />
        ),
      )}
    </ol>
  );
}

interface RowProps {
  readonly number: number;
  readonly where: string;
  readonly says: string;
  readonly then: string;
  readonly time: string;
  readonly isHere: boolean;
  readonly isAhead: boolean;
  readonly isFaded: boolean;
  readonly isWitness: boolean;
  readonly onChoose: (step: number) => void;
  readonly onPoint: (step: number | null) => void;
}

const Row = memo(function Row({ number, where, says, then, time, isHere, isAhead, isFaded, isWitness, onChoose, onPoint }: RowProps) {
  const look = [styles.event, isHere ? styles.here : "", isAhead ? styles.ahead : "", isFaded ? styles.aside : "", isWitness ? styles.witness : ""].join(" ");
  return (
    <li>
      <button
        type="button"
        className={look}
        aria-current={isHere ? "step" : undefined}
        title={time}
        onClick={() => onChoose(number)}
        onPointerEnter={() => onPoint(number)}
        onPointerLeave={() => onPoint(null)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && onPoint(number)}
        onBlur={() => onPoint(null)}
      >
        <span className={styles.number}>{number}</span>
        <span className={styles.where}>{where}</span>
        <span>
          {says}
          {then !== "" && <span className={styles.then}>, {then}</span>}
          {isWitness && <span className="sr"> (shows the violation)</span>}
        </span>
      </button>
    </li>
  );
});
