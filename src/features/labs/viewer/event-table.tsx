import { describeEvent, timeWords } from "../spacetime/describe-event";
import type { Story } from "../spacetime/read-story";
import styles from "./run-viewer.module.css";

/** The diagram as a table: what happened, when and where, with the causes that its lines show. */
export function EventTable({ story, cursor, onChoose }: { story: Story; cursor: number; onChoose: (step: number) => void }) {
  const sentBy = new Map(story.deliveries.map(({ from, to }) => [to, from]));
  const byNumber = new Map(story.steps.map((step) => [step.event.number, step]));
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label="Events as a table">
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
          {story.excerpt.events.map((event) => {
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

/** The number of an event, as a way to go there. */
export function StepLink({ step, onChoose }: { step: number; onChoose: (step: number) => void }) {
  return (
    <button type="button" className={styles.stepLink} onClick={() => onChoose(step)} aria-label={`Event ${step}`}>
      {step}
    </button>
  );
}
