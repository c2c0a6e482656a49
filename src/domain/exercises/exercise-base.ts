/** What exercises of all types have in common, and the small parts that several types share. */

import type { Figure } from "./figure";

export type Skill = "recall" | "apply" | "analyse" | "design";

export interface ExerciseBase {
  readonly id: string;
  readonly title: string;
  /** Markdown. In a numeric exercise `{{name}}` stands for a drawn value. */
  readonly prompt: string;
  /** A forecast: 1 = nine of ten right at first sight, 5 = one of six. */
  readonly difficulty: number;
  readonly minutes: number;
  readonly skill: Skill;
  /** Cards that the exercise tests; a wrong answer brings them forward. */
  readonly cards: readonly string[];
  /** Ids of references of the same concept. */
  readonly cite: readonly string[];
  /** What the prompt speaks of, drawn below it. */
  readonly figure?: Figure | undefined;
  /** Markdown, one after the other on request and each at a cost; in a numeric exercise with drawn values. */
  readonly hints?: readonly string[] | undefined;
  /** Markdown: the road to the answer, shown to everyone after grading. */
  readonly explain: string;
}

/** The tolerance of a numeric answer: what earns full credit and what earns half. */
export type CreditRule =
  | { readonly kind: "exact" }
  | { readonly kind: "absolute" | "relative" | "log"; readonly full: number; readonly half: number };

/** The unit asked for, and other accepted units with the factor that turns them into it (s: 1000 when ms is asked). */
export interface Units {
  readonly unit: string;
  readonly also: Readonly<Record<string, number>>;
}

/** An id of the file and the key that stands for it on the screen; the key says nothing about the id. */
export interface Keyed {
  readonly id: string;
  readonly key: string;
}

/** Something to choose, place or join: its key and its words (Markdown). */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

/** A mistake with its name: `about` stays the same over variants (for statistics), `keys` say where on the screen. */
export interface Mistake {
  readonly about: string;
  readonly keys: readonly string[];
  readonly say: string;
}

/** Why an answer could not be graded. It costs no attempt: `say` tells what to do. */
export interface AnswerRefusal {
  readonly code: "another-type" | "nothing-answered" | "unknown-key" | "taken-twice" | "not-a-number" | "unknown-unit" | "unreadable-cell";
  readonly say: string;
}

/** How a typed number was understood, in the asked unit. */
export interface Reading {
  readonly value: number;
  readonly unit: string;
  /** False if the learner typed no unit, so that the asked one was assumed. */
  readonly unitGiven: boolean;
}

/** Why no variant came out. The content check meets these; a learner should not. */
export interface DrawError {
  readonly code: "bad-expression" | "where-refused-all" | "no-world";
  readonly say: string;
}
