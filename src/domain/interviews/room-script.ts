/** What a room needs of its scenario to decide: what may be released, and how long it takes. */
import type { Phase } from "./room-event";
import type { Scenario } from "./scenario";

const MINUTE_MS = 60_000;

export interface RoomScript {
  readonly phases: readonly Phase[];
  readonly hints: readonly string[];
  /** `fromPhase`: the place of the first phase in which it may be asked. */
  readonly followUps: readonly { readonly text: string; readonly fromPhase: number }[];
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** How many lines the rubric has. */
  readonly dimensions: number;
}

/** What is not in here (when a hint is due, how to score, what a good answer holds) never comes near a room's log. */
export function scriptOf({ phases, hints, followUps, facts, rubric }: Scenario): RoomScript {
  return {
    phases: phases.map(({ name, minutes }) => ({ name, ms: minutes * MINUTE_MS })),
    hints: hints.map(({ text }) => text),
    followUps: followUps.map(({ text, fromPhase }) => ({ text, fromPhase: phases.findIndex(({ name }) => name === fromPhase) })),
    facts: facts.map(({ label, text }) => ({ label, text })),
    dimensions: rubric.length,
  };
}
