/**
 * An exercise as plain data, the variant of it that a seed draws, what a learner sees and sends, and what grading says.
 *
 * Three borders matter here. An `Exercise` holds the key and stays on the server. A `PublicVariant` is what a browser
 * may see before the answer: no key, no words, and option keys that say nothing. An `AnsweredView` is shown afterwards.
 */
import type { ClozeExercise, ClozeVariant, ClozeView } from "./cloze";
import type { DiagramAnswers, DiagramExercise, DiagramVariant, DiagramView } from "./diagram/diagram";
import type { Drawing } from "./diagram/drawing";
import type { Choice, CreditRule, ExerciseBase, Keyed, Mistake, Reading, Skill, Units } from "./exercise-base";
import type { Figure } from "./figure";
import type { FreeTextAnswers, FreeTextExercise, FreeTextVariant, FreeTextView } from "./free-text";
import type { HotspotAnswers, HotspotExercise, HotspotVariant, HotspotView } from "./hotspot";
import type { TraceAnswers, TraceExercise, TraceVariant, TraceView } from "./trace";

export type { AnswerRefusal, Choice, CreditRule, DrawError, ExerciseBase, Keyed, Mistake, Reading, Skill, Units } from "./exercise-base";

export type ExerciseType = "mcq" | "multi" | "order" | "match" | "numeric" | "cloze" | "scenario" | "trace" | "diagram" | "hotspot" | "free-text";

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

/** A plan for the case: the best one (1), one that works and gives something away (0.5), or one that does not (0). */
export interface ScenarioOption {
  readonly id: string;
  readonly text: string;
  readonly score: number;
  readonly say: string;
}

export interface ScenarioExercise extends ExerciseBase {
  readonly type: "scenario";
  readonly options: readonly ScenarioOption[];
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

export type Exercise =
  | McqExercise
  | MultiExercise
  | OrderExercise
  | MatchExercise
  | NumericExercise
  | ClozeExercise
  | ScenarioExercise
  | TraceExercise
  | DiagramExercise
  | HotspotExercise
  | FreeTextExercise;

export interface ChoiceVariant {
  readonly type: "mcq" | "multi" | "scenario";
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
export type Variant = ChoiceVariant | OrderVariant | MatchVariant | NumericVariant | ClozeVariant | TraceVariant | DiagramVariant | HotspotVariant | FreeTextVariant;

interface PublicBase {
  readonly exerciseId: string;
  readonly title: string;
  /** Markdown with the names filled in. */
  readonly prompt: string;
  readonly difficulty: number;
  readonly minutes: number;
  readonly skill: Skill;
  /** Drawn below the prompt; null where words are enough. */
  readonly figure: Figure | null;
  /** How partial credit is given; said before the answer. */
  readonly creditRule: string;
}

/** What a browser may see before the answer. */
export type PublicVariant = PublicBase &
  (
    | { readonly type: "mcq" | "multi" | "scenario"; readonly options: readonly Choice[] }
    | { readonly type: "order"; readonly items: readonly Choice[]; readonly hasDecoys: boolean }
    | { readonly type: "match"; readonly left: readonly Choice[]; readonly right: readonly Choice[] }
    | { readonly type: "numeric"; readonly units: Units }
    | ClozeView
    | TraceView
    | DiagramView
    | HotspotView
    | FreeTextView
  );

/**
 * What a learner sends. All strings but `text` are keys of the variant; `pairs` maps left keys to right keys, `filled`
 * maps the key of a blank to the typed text or the key of the choice, `cells` the id of a cell to the text in it. A
 * drawing holds ids of its own, and kinds of the palette; `parts` are ids of the figure.
 */
export type Answer =
  | { readonly type: "mcq"; readonly choice: string }
  | { readonly type: "multi"; readonly choices: readonly string[] }
  | { readonly type: "order"; readonly sequence: readonly string[] }
  | { readonly type: "match"; readonly pairs: Readonly<Record<string, string>> }
  | { readonly type: "numeric"; readonly text: string }
  | { readonly type: "cloze"; readonly filled: Readonly<Record<string, string>> }
  | { readonly type: "scenario"; readonly choice: string }
  | { readonly type: "free-text"; readonly text: string }
  | { readonly type: "trace"; readonly cells: Readonly<Record<string, string>> }
  | { readonly type: "diagram"; readonly drawing: Drawing }
  | { readonly type: "hotspot"; readonly parts: readonly string[] };

export interface Verdict {
  /** 0 … 1. */
  readonly score: number;
  /** What the score counts: right ones taken, pairs kept or matched, or the one number. */
  readonly parts: { readonly right: number; readonly of: number };
  readonly mistakes: readonly Mistake[];
  /** Ids (not keys) that the answer took, in its order; "left>right" for a match, "blank=choice" for a cloze, "cell=value" for a trace, the requirements met for a diagram; empty for a number. */
  readonly taken: readonly string[];
  /** Only for numeric answers. */
  readonly reading: Reading | null;
}

/** The key and the words, in the order of the variant. Only for eyes that have answered. */
export type AnsweredView = { readonly explain: string } & (
  | {
      readonly type: "mcq" | "multi";
      readonly options: readonly { readonly key: string; readonly right: boolean; readonly say: string | null }[];
    }
  | {
      readonly type: "scenario";
      readonly options: readonly { readonly key: string; readonly score: number; readonly say: string }[];
    }
  | TraceAnswers
  | DiagramAnswers
  | HotspotAnswers
  | FreeTextAnswers
  | {
      readonly type: "cloze";
      /** For each blank the text of the right answer, and what would be sent for it. */
      readonly blanks: readonly { readonly key: string; readonly text: string; readonly send: string }[];
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
