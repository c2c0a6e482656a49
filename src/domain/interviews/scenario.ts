/**
 * An interview scenario: what a room is opened from. All texts are plain text, without Markdown.
 *
 * The candidate may read title, level, minutes, summary, prompt, and the names and minutes of the phases from the
 * start; a fact, a hint or a follow-up only once an interviewer has released that very one. Everything else stays with
 * the staff until the interview is over.
 */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly topicId: string;
  /** Such as "mid to senior". */
  readonly level: string;
  /** The sum of the phases. */
  readonly minutes: number;
  /** What it is about, for a list of scenarios. */
  readonly summary: string;
  /** The task as the candidate reads it. */
  readonly prompt: string;
  readonly facts: readonly ScenarioFact[];
  readonly phases: readonly ScenarioPhase[];
  readonly hints: readonly ScenarioHint[];
  readonly followUps: readonly ScenarioFollowUp[];
  readonly estimates: readonly ScenarioEstimate[];
  readonly deepDives: readonly ScenarioDeepDive[];
  /** One mistake each, and what it leads to. */
  readonly commonMistakes: readonly string[];
  readonly rubric: readonly RubricLine[];
  readonly references: readonly ScenarioReference[];
}

/** What an interviewer tells when asked. */
export interface ScenarioFact {
  /** Short and unique within the scenario; it grows the list of what is agreed. */
  readonly label: string;
  readonly text: string;
}

export interface ScenarioPhase {
  /** Unique within the scenario. */
  readonly name: string;
  readonly minutes: number;
  /** What the interviewer does and says in it. */
  readonly guide: string;
}

export interface ScenarioHint {
  readonly text: string;
  /** What one sees or hears when the hint is due. */
  readonly when: string;
}

export interface ScenarioFollowUp {
  readonly text: string;
  /** Name of the first phase in which it makes sense. */
  readonly fromPhase: string;
}

/** A number that a good candidate finds. `value` was compared with the formula when the content was checked. */
export interface ScenarioEstimate {
  readonly target: string;
  /** The names of the formula and their values. */
  readonly inputs: Readonly<Record<string, number>>;
  /** In the expression language of drawn exercises. */
  readonly formula: string;
  /** Rounded as one would say it, by at most `tolerance` (a share of the exact value). */
  readonly value: number;
  readonly unit: string;
  readonly tolerance: number;
  /** What the number decides in the design. */
  readonly decides: string;
}

export interface ScenarioDeepDive {
  readonly question: string;
  /** What a good answer holds. */
  readonly points: readonly string[];
  readonly concepts: readonly string[];
}

/** Evidence for level 1, 2, 3 and 4. */
export type RubricLevels = readonly [string, string, string, string];

export interface RubricLine {
  /** Unique within the scenario. */
  readonly dimension: string;
  readonly levels: RubricLevels;
  /** Ids of concepts whose cards come forward when the line ends low. */
  readonly concepts: readonly string[];
}

export interface ScenarioReference {
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
  /** The section that carries the claim. */
  readonly where: string;
  readonly url: string;
  /** False is shown as "citation not verified". */
  readonly verified: boolean;
}
