import type { ManualState } from "@/domain/labs/by-hand";
import type { Choice } from "@/domain/simulator/manual/choice";
import { describeEvent } from "../spacetime/describe-event";
import type { Story } from "../spacetime/read-story";
import { choiceWords } from "./choice-rows";
import styles from "./manual.module.css";

interface TakenListProps {
  readonly choices: readonly Choice[];
  readonly state: ManualState;
  readonly story: Story;
  readonly onGoTo: (step: number) => void;
}

/** The choices so far, each by the first event that came of it; the one that broke a check is marked. */
export function TakenList({ choices, state, story, onGoTo }: TakenListProps) {
  return (
    <ol className={styles.taken} aria-label="Your choices">
      {choices.map((choice, index) => {
        const step = firstStep(story, state, index);
        const words = step === null || choice.kind === "run" || choice.kind === "finish" ? choiceWords(choice) : describeEvent(step.event, story.excerpt).sentence;
        return (
          <li key={index} className={state.brokenAfter === index + 1 ? styles.broke : undefined}>
            {step === null ? (
              <span>{words}</span>
            ) : (
              <button type="button" className="link" onClick={() => onGoTo(step.number)}>
                {words}
              </button>
            )}
            {state.brokenAfter === index + 1 && <span className={styles.by}>violated by this step</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** The first event of a choice, in what is shown of the run. */
function firstStep({ steps }: Story, { eventsAfter }: ManualState, index: number): Story["steps"][number] | null {
  const [from = 0, to = 0] = eventsAfter.slice(index, index + 2);
  return steps.find(({ event: { number } }) => number >= from && number < to) ?? null;
}
