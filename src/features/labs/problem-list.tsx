import type { Problem } from "@/ui/code-editor/problem";
import { counted } from "@/ui/words";
import styles from "./workspace.module.css";

export interface Gate {
  readonly kind: Problem["kind"];
  /** What was asked for when it closed */
  readonly wanted: "run" | "submit";
  /** Whether it goes on after a seed that fails */
  readonly allSeeds: boolean;
  /** The text that it is about */
  readonly text: string;
  readonly problems: readonly Problem[];
}

const SHOWN_MAX = 6;

interface ProblemListProps {
  gate: Gate;
  onPlace: (problem: Problem) => void;
  onGoOn: () => void;
  onClose: () => void;
}

/** Why nothing ran: errors of syntax stop a run, errors of type ask once. */
export function ProblemList({ gate: { kind, wanted, problems }, onPlace, onGoOn, onClose }: ProblemListProps) {
  const errors = counted(problems.length, kind === "syntax" ? "syntax error" : "type error");
  return (
    <div className={styles.problems} role="alert">
      <p>
        <b>Nothing ran: {errors}.</b>{" "}
        {kind === "syntax" ? "The text cannot be read as a program." : `Types are taken out before it runs, so it may run all the same. Press ${wanted === "run" ? "Run" : "Submit"} again to go on.`}
      </p>
      <ol>
        {problems.slice(0, SHOWN_MAX).map((problem, index) => (
          <li key={index}>
            <button type="button" onClick={() => onPlace(problem)}>
              <span className="num">
                {problem.line}:{problem.column}
              </span>
              {problem.message.split("\n")[0]}
            </button>
          </li>
        ))}
      </ol>
      {problems.length > SHOWN_MAX && <p>and {problems.length - SHOWN_MAX} more. F8 in the editor leads from one to the next.</p>}
      <div className={styles.goOn}>
        {kind === "type" && (
          <button type="button" className="btn sm" onClick={onGoOn}>
            {wanted === "run" ? "Run anyway" : "Submit anyway"}
          </button>
        )}
        <button type="button" className="btn ghost sm" onClick={onClose}>
          Close
        </button>
      </div>
    </div>
  );
}
