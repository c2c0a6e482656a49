import { COHORT_NAME_LENGTH_MAX } from "@/contracts/cohorts/cohorts";

/** What is wrong with a cohort's name; null when nothing is. */
export function cohortNameFault(typed: string): string | null {
  if (typed.trim() === "") return "Type a name, such as Backend guild.";
  return typed.trim().length > COHORT_NAME_LENGTH_MAX ? `At most ${COHORT_NAME_LENGTH_MAX} characters.` : null;
}

/** What is wrong with a join code; whether it opens anything is for the server to say. */
export const joinCodeFault = (typed: string): string | null => (typed.trim() === "" ? "Type the code that your instructor gave you, such as K7QF2-M9XR4." : null);
