import { counted } from "@/ui/words";
import styles from "./workspace.module.css";

interface StoppedNoteProps {
  /** The failing seed with which the run ended */
  seed: number;
  notRun: number;
  seeds: number;
  /** What the learner presses for a run of all seeds */
  how: "Run" | "Submit";
  /** Where that can be done here */
  onAll?: (() => void) | undefined;
}

/** Above the results of a run that ended with its first failure: what is not known, and how it becomes known. */
export const StoppedNote = ({ seed, notRun, seeds, how, onAll }: StoppedNoteProps) => (
  <div className={`note ${styles.stopped}`}>
    <p>
      Stopped at seed {seed}, which failed; {counted(notRun, "seed")} {notRun === 1 ? "was" : "were"} not run. Points are counted over all seeds.
    </p>
    {onAll !== undefined && (
      <button type="button" className="btn sm" onClick={onAll}>
        {how} all {seeds} seeds
      </button>
    )}
  </div>
);
