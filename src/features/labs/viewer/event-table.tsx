import { useEffect, useMemo, useState } from "react";
import { number } from "@/ui/words";
import { describeEvent, timeWords } from "../spacetime/describe-event";
import type { Story } from "../spacetime/read-story";
import styles from "./run-viewer.module.css";

/** More rows than this are shown in parts. */
const ROWS_MAX = 200;

/** The diagram as a table: what happened, when and where, with the causes that its lines show. */
export function EventTable({ story, cursor, onChoose }: { story: Story; cursor: number; onChoose: (step: number) => void }) {
  const sentBy = useMemo(() => new Map(story.deliveries.map(({ from, to }) => [to, from])), [story]);
  const byNumber = useMemo(() => new Map(story.steps.map((step) => [step.event.number, step])), [story]);
  const { events } = story.excerpt;
  const here = events.findIndex(({ number }) => byNumber.get(number)?.number === cursor);
  const [first, setFirst] = useState(() => partOf(here));
  // The part follows the cursor.
  useEffect(() => setFirst(partOf(here)), [here]);
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label="Events as a table">
      {events.length > ROWS_MAX && <Parts first={first} count={events.length} onTurn={setFirst} />}
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="r">
              Event
            </th>
            <th scope="col" className="r">
              Time
            </th>
            <th scope="col">Where</th>
            <th scope="col">What happens</th>
            <th scope="col" className="r">
              Sent at event
            </th>
          </tr>
        </thead>
        <tbody>
          {events.slice(first, first + ROWS_MAX).map((event) => {
            const step = byNumber.get(event.number);
            const { where, says, then } = describeEvent(event, story.excerpt);
            return (
              <tr key={event.number} className={step?.number === cursor ? "sel" : undefined}>
                <td className="r">{step !== undefined && <StepLink step={step.number} onChoose={onChoose} />}</td>
                <td className="r num">{timeWords(event.atUs)}</td>
                <td className="mono">{where}</td>
                <td>
                  {says}
                  {then !== "" && <span className={styles.then}>, {then}</span>}
                </td>
                <td className="r num">{step === undefined ? "" : (sentBy.get(step.number) ?? "")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const partOf = (row: number): number => Math.floor(Math.max(row, 0) / ROWS_MAX) * ROWS_MAX;

function Parts({ first, count, onTurn }: { first: number; count: number; onTurn: (first: number) => void }) {
  const last = Math.min(first + ROWS_MAX, count);
  return (
    <nav className={styles.parts} aria-label="Parts of the table">
      <button type="button" className="btn sm" disabled={first === 0} onClick={() => onTurn(first - ROWS_MAX)}>
        Earlier
      </button>
      <span className="num">
        Rows {number(first + 1)} to {number(last)} of {number(count)}
      </span>
      <button type="button" className="btn sm" disabled={last >= count} onClick={() => onTurn(first + ROWS_MAX)}>
        Later
      </button>
    </nav>
  );
}

/** The number of an event, as a way to go there. */
export function StepLink({ step, onChoose }: { step: number; onChoose: (step: number) => void }) {
  return (
    <button type="button" className={styles.stepLink} onClick={() => onChoose(step)} aria-label={`Event ${step}`}>
      {step}
    </button>
  );
}
