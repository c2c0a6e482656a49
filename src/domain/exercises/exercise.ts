/**
 * An exercise as plain data, the variant of it that a seed draws, what a learner sees and sends, and what grading says.
 *
 * Three borders matter here. An `Exercise` holds the key and stays on the server. A `PublicVariant` is what a browser
 * may see before the answer: no key, no words, and option keys that say nothing. An `AnsweredView` is shown afterwards.
 */

export type ExerciseType = "mcq" | "multi" | "order" | "match" | "numeric";
export type Skill = "recall" | "apply" | "analyse" | "design";

interface ExerciseBase {
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
  /** Markdown: the road to the answer, shown to everyone after grading. */
  readonly explain: string;
}

/** One option. `say` is null only for the right option of an mcq. */
export interface Option {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
  readonly say: string | null;
}

export interface McqExercise extends ExerciseBase {
  readonly type: "mcq";
  readonly options: readonly Option[];
}

export interface MultiExercise extends ExerciseBase {
  readonly type: "multi";
  readonly options: readonly Option[];
}

/** One thing to put in order. `unused` marks a decoy, which always has words. */
export interface OrderItem {
  readonly id: string;
  readonly text: string;
  readonly unused: boolean;
  readonly say: string | null;
}

export interface OrderExercise extends ExerciseBase {
  readonly type: "order";
  readonly items: readonly OrderItem[];
  /** [a, b]: a comes somewhere before b. Every order that keeps all pairs is right. */
  readonly before: readonly (readonly [string, string])[];
  /** `when` [a, b]: words for whoever put a before b although b comes first. */
  readonly mistakes: readonly { readonly when: readonly [string, string]; readonly say: string }[];
}

export interface MatchExercise extends ExerciseBase {
  readonly type: "match";
  readonly left: readonly { readonly id: string; readonly text: string }[];
  readonly right: readonly {
    readonly id: string;
    readonly text: string;
    readonly decoy: boolean;
    readonly say: string | null;
  }[];
  /** Left id to right id. */
  readonly pairs: Readonly<Record<string, string>>;
  readonly mistakes: readonly { readonly left: string; readonly right: string; readonly say: string }[];
}

/** How a name gets its value: from a range of integers (both ends included), from a list, or from a range of reals. */
export type DrawRule =
  | { readonly integer: readonly [number, number]; readonly step: number }
  | { readonly choice: readonly number[] }
  | { readonly real: readonly [number, number]; readonly digits: number };

/** The tolerance of a numeric answer: what earns full credit and what earns half. */
export type CreditRule =
  | { readonly kind: "exact" }
  | { readonly kind: "absolute" | "relative" | "log"; readonly full: number; readonly half: number };

/** The unit asked for, and other accepted units with the factor that turns them into it (s: 1000 when ms is asked). */
export interface Units {
  readonly unit: string;
  readonly also: Readonly<Record<string, number>>;
}

export interface NumericExercise extends ExerciseBase {
  readonly type: "numeric";
  readonly draw: Readonly<Record<string, DrawRule>>;
  /** Derived names, in order; each is an expression over the names before it. */
  readonly let: Readonly<Record<string, string>>;
  /** A draw counts only if all of these hold. */
  readonly where: readonly string[];
  readonly answer: Units & { readonly value: string };
  readonly credit: CreditRule;
  /** Wrong roads: the number each leads to, as an expression, and words for whoever took it. */
  readonly mistakes: readonly { readonly value: string; readonly say: string }[];
}

export type Exercise = McqExercise | MultiExercise | OrderExercise | MatchExercise | NumericExercise;

/** An id of the file and the key that stands for it on the screen; the key says nothing about the id. */
export interface Keyed {
  readonly id: string;
  readonly key: string;
}

export interface ChoiceVariant {
  readonly type: "mcq" | "multi";
  readonly seed: string;
  readonly options: readonly Keyed[];
}

export interface OrderVariant {
  readonly type: "order";
  readonly seed: string;
  readonly items: readonly Keyed[];
}

export interface MatchVariant {
  readonly type: "match";
  readonly seed: string;
  readonly left: readonly Keyed[];
  readonly right: readonly Keyed[];
}

export interface NumericVariant {
  readonly type: "numeric";
  readonly seed: string;
  readonly values: Readonly<Record<string, number>>;
  readonly truth: number;
}

/** One variant: the same exercise and seed always give the same one, so only the seed needs to be stored. */
export type Variant = ChoiceVariant | OrderVariant | MatchVariant | NumericVariant;

/** Something to choose, place or join: its key and its words (Markdown). */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

interface PublicBase {
  readonly exerciseId: string;
  readonly title: string;
  /** Markdown with the names filled in. */
  readonly prompt: string;
  readonly difficulty: number;
  readonly minutes: number;
  readonly skill: Skill;
  /** How partial credit is given; said before the answer. */
  readonly creditRule: string;
}

/** What a browser may see before the answer. */
export type PublicVariant = PublicBase &
  (
    | { readonly type: "mcq" | "multi"; readonly options: readonly Choice[] }
    | { readonly type: "order"; readonly items: readonly Choice[]; readonly hasDecoys: boolean }
    | { readonly type: "match"; readonly left: readonly Choice[]; readonly right: readonly Choice[] }
    | { readonly type: "numeric"; readonly units: Units }
  );

/** What a learner sends. All strings but `text` are keys of the variant; `pairs` maps left keys to right keys. */
export type Answer =
  | { readonly type: "mcq"; readonly choice: string }
  | { readonly type: "multi"; readonly choices: readonly string[] }
  | { readonly type: "order"; readonly sequence: readonly string[] }
  | { readonly type: "match"; readonly pairs: Readonly<Record<string, string>> }
  | { readonly type: "numeric"; readonly text: string };

/** A mistake with its name: `about` stays the same over variants (for statistics), `keys` say where on the screen. */
export interface Mistake {
  readonly about: string;
  readonly keys: readonly string[];
  readonly say: string;
}

/** How a typed number was understood, in the asked unit. */
export interface Reading {
  readonly value: number;
  readonly unit: string;
  /** False if the learner typed no unit, so that the asked one was assumed. */
  readonly unitGiven: boolean;
}

export interface Verdict {
  /** 0 … 1. */
  readonly score: number;
  /** What the score counts: right ones taken, pairs kept or matched, or the one number. */
  readonly parts: { readonly right: number; readonly of: number };
  readonly mistakes: readonly Mistake[];
  /** Ids (not keys) that the answer took, in its order; "left>right" for a match; empty for a number. */
  readonly taken: readonly string[];
  /** Only for numeric answers. */
  readonly reading: Reading | null;
}

/** Why an answer could not be graded. It costs no attempt: `say` tells what to do. */
export interface AnswerRefusal {
  readonly code: "another-type" | "nothing-answered" | "unknown-key" | "taken-twice" | "not-a-number" | "unknown-unit";
  readonly say: string;
}

/** Why no variant came out. The content check meets these; a learner should not. */
export interface DrawError {
  readonly code: "bad-expression" | "where-refused-all";
  readonly say: string;
}

/** The key and the words, in the order of the variant. Only for eyes that have answered. */
export type AnsweredView = { readonly explain: string } & (
  | {
      readonly type: "mcq" | "multi";
      readonly options: readonly { readonly key: string; readonly right: boolean; readonly say: string | null }[];
    }
  | {
      readonly type: "order";
      /** One right order of several. */
      readonly sequence: readonly string[];
      readonly before: readonly (readonly [string, string])[];
      readonly unused: readonly { readonly key: string; readonly say: string | null }[];
    }
  | {
      readonly type: "match";
      readonly pairs: Readonly<Record<string, string>>;
      readonly decoys: readonly { readonly key: string; readonly say: string | null }[];
    }
  | {
      readonly type: "numeric";
      readonly truth: number;
      readonly truthText: string;
      readonly unit: string;
      /** Both ends of the band that earns full credit, in the asked unit. */
      readonly from: number;
      readonly to: number;
    }
);
