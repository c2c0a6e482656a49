import { useState } from "react";
import type { SeedResult } from "@/domain/labs/result";
import { Kbd } from "@/ui/kbd";
import { number } from "@/ui/words";
import styles from "./results.module.css";
import { failureWords, faultsOf } from "./words";

export interface StoryActions {
  /** Opens the diagram of a seed at a check; null: this seed cannot be stepped through, and the words say why. */
  step: (seed: SeedResult) => { readonly open: () => void | Promise<void> } | { readonly whyNot: string };
  /** Whether G opens the failing seed that is told first */
  hasStepKey: boolean;
  /** Shows a place of the program. Absent where the program is not beside the results. */
  onPlace?: ((line: number, column: number, say: string) => void) | undefined;
}

interface SeedStoryProps extends StoryActions {
  seed: SeedResult;
  /** The one that is shown unasked, because it takes the fewest events to tell */
  isFirst: boolean;
  title: (check: string) => string;
}

/** What happened on one seed, in sentences; where it can be looked at; and the place in the program, if it failed by itself. */
export function SeedStory({ seed, isFirst, title, step, hasStepKey, onPlace }: SeedStoryProps) {
  const faults = faultsOf(seed);
  const kind = seed.verdict === "failed" ? styles.failing : seed.verdict === "unknown" ? styles.doubtful : styles.passing;
  return (
    <section className={`${styles.story} ${kind}`} aria-label={`Seed ${seed.n}`}>
      <h3>
        {isFirst ? "Shortest failing run: seed" : "Seed"} {seed.n}
        {seed.scenario !== "" && <span> · {seed.scenario.replaceAll("-", " ")}</span>}
      </h3>
      {faults.length === 0 && <p>Every check holds.</p>}
      {faults.map(({ check, say }) => (
        <p key={check}>
          {check !== "program" && <b>{title(check)}. </b>}
          {say}
        </p>
      ))}
      {seed.failure !== undefined && <Failure failure={seed.failure} n={seed.n} isTold={faults.some(({ say }) => say.includes(seed.failure?.message ?? ""))} onPlace={onPlace} />}
      {seed.events > 0 && (
        <p className={`${styles.size} num`}>
          {number(seed.events)} events in {(seed.simulatedUs / 1_000_000).toFixed(1)} simulated seconds
        </p>
      )}
      {seed.verdict === "failed" && <Step step={step(seed)} hasKey={hasStepKey} />}
    </section>
  );
}

function Step({ step, hasKey }: { step: ReturnType<StoryActions["step"]>; hasKey: boolean }) {
  const [isOpening, setOpening] = useState(false);
  if ("whyNot" in step) return <p className={styles.size}>{step.whyNot}</p>;
  const open = async () => {
    setOpening(true);
    await step.open();
    setOpening(false);
  };
  return (
    <button type="button" className="btn" onClick={open} disabled={isOpening} aria-keyshortcuts={hasKey ? "G" : undefined}>
      {isOpening ? "Shrinking it" : "Step through it"} {hasKey && <Kbd>G</Kbd>}
    </button>
  );
}

interface FailureProps {
  failure: NonNullable<SeedResult["failure"]>;
  n: number;
  /** The sentence above holds the message already. */
  isTold: boolean;
  onPlace: StoryActions["onPlace"];
}

function Failure({ failure, n, isTold, onPlace }: FailureProps) {
  const say = `seed ${n}: ${failure.message.split("\n")[0] ?? ""}`;
  return (
    <div className={styles.failure}>
      {failure.kind !== "threw" && <p>{failureWords(failure)}</p>}
      {!isTold && <pre>{failure.message}</pre>}
      {failure.frames.length > 0 && (
        <ol aria-label="Where, innermost call first">
          {failure.frames.map(({ name, line, column }, index) => {
            const words = `${name === "" ? "(unnamed)" : name}, line ${line}, column ${column}`;
            return (
              <li key={index}>
                {onPlace === undefined ? (
                  words
                ) : (
                  <button type="button" className="link" onClick={() => onPlace(line, column, say)}>
                    {words}
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}
