/** How assignments are spoken of on screen. Dates come in as words, made on the server for the learner's time zone. */
import type { AssignmentCard } from "@/contracts/exercises/assignments";
import { percent } from "@/ui/words";

/** An assignment with its times in words. */
export interface ShownAssignment extends AssignmentCard {
  opensText: string;
  dueText: string;
  deadlineText: string | null;
}

/** What one can do with it now, or what became of it. */
export function stateWords({ kind, phase, answered, items, credit, opensText, dueText, deadlineText, released }: ShownAssignment): string {
  switch (phase) {
    case "early":
      return `opens on ${opensText}`;
    case "ready":
      return `start it before ${dueText}`;
    case "open":
      return kind === "exam" ? `running until ${deadlineText ?? dueText}` : `due ${deadlineText ?? dueText} · ${answered} of ${items} answered`;
    case "over":
      if (credit !== null) return `over · ${percent(credit)} of the credit`;
      return released || answered === 0 ? "over" : "over · feedback comes when results are given out";
  }
}

export const KIND_WORDS: Record<AssignmentCard["kind"], string> = { homework: "Homework", exam: "Exam" };

/** Those that wait for the learner: what runs first, then by the nearest end. */
export function waiting<T extends AssignmentCard>(assignments: readonly T[]): T[] {
  const endOf = ({ kind, phase, deadline, dueAt }: AssignmentCard) => (kind === "exam" && phase === "open" ? 0 : (deadline ?? dueAt));
  return assignments.filter(({ phase }) => phase === "open" || phase === "ready").sort((one, other) => endOf(one) - endOf(other));
}

/** "1:04:09", "14:05": what is left of an exam. */
export function clockWords(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes >= 60 ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
