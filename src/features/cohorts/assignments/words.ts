/** How assignments are spoken of to whoever gives them. */
import type { AssignmentResults, GivenAssignment } from "@/contracts/cohorts/assignments";
import { counted } from "@/ui/words";

/** "Exam, 60 minutes · 12 exercises" */
export function kindWords({ kind, minutes, items }: GivenAssignment): string {
  return `${kind === "exam" ? `Exam, ${minutes ?? 0} minutes` : "Homework"} · ${counted(items, "exercise")}`;
}

/** What its learners were told of attempts, hints and feedback. */
export function termsWords({ kind, attempts, attemptLoss, hintLoss, feedback }: GivenAssignment): string {
  const again = attempts === 1 ? "one answer each" : `${attempts} answers each${attemptLoss === 0 ? "" : `, ${attemptLoss}% less for each further one`}`;
  const hints = kind === "exam" ? "" : hintLoss === null ? ", no hints" : hintLoss === 0 ? ", hints cost nothing" : `, ${hintLoss}% a hint`;
  return `${again}${hints}; feedback ${feedback === "when-over" ? "when it is over for everybody" : "after each answer"}`;
}

/** Where it stands for the cohort as a whole. */
export function standingWords({ opensAt, dueAt, withdrawnAt, releasedAt }: GivenAssignment, now: number): string {
  if (withdrawnAt !== null) return "withdrawn";
  if (releasedAt !== null) return "over";
  if (now < opensAt) return "not open yet";
  return now < dueAt ? "open" : "due, results are not given out yet";
}

/** Where it stands for one learner. */
export function learnerWords({ phase, startedAt, handedInAt, saved, cells }: AssignmentResults["learners"][number], kind: GivenAssignment["kind"]): string {
  const done = cells.filter((cell) => cell !== null).length;
  if (kind === "homework") return phase === "over" ? "over" : `${done} of ${cells.length} answered`;
  if (handedInAt !== null) return "handed in";
  if (startedAt === null) return phase === "over" ? "did not start" : "not started";
  return phase === "over" ? "time was over" : `sits now, ${saved} saved`;
}
