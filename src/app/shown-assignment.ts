/** Times of assignments in words, for the learner's time zone: made on the server, so that both sides write the same. */
import type { AssignmentCard } from "@/contracts/exercises/assignments";
import { dateWords } from "@/features/accounts/date-words";
import type { ShownAssignment } from "@/features/exercises/assignments/words";

export function shownAssignment(card: AssignmentCard, timeZone: string | null): ShownAssignment {
  const { opensAt, dueAt, deadline } = card;
  return { ...card, opensText: dateWords(opensAt, timeZone), dueText: dateWords(dueAt, timeZone), deadlineText: deadline === null ? null : dateWords(deadline, timeZone) };
}
