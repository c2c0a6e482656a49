/**
 * What a generator of exercises is: a small world drawn from chance, cells to fill in, an oracle that is ordinary code,
 * and mutants of the oracle. A mutant is the oracle with one rule broken; whoever gets its value made its mistake.
 */
import type { SeededRandom } from "../../kernel/seeded-random";
import type { CreditRule, Units } from "../exercise-base";
import type { Figure } from "../figure";
import type { ParamRules, ParamsOf } from "./params";

/** How a cell is filled in. */
export type CellForm =
  /** As many whole numbers as `length`: [2,1,0] */
  | { readonly kind: "vector"; readonly length: number }
  | { readonly kind: "integer" }
  /** A number with a unit and a tolerance */
  | ({ readonly kind: "number"; readonly credit: CreditRule } & Units)
  /** One of a list */
  | { readonly kind: "word"; readonly choices: readonly string[] }
  /** Any of a list, none included; their order says nothing */
  | { readonly kind: "set"; readonly choices: readonly string[] }
  /** Names of a list in an order, repetition allowed */
  | { readonly kind: "sequence"; readonly choices: readonly string[] };

/** A vector, set or sequence is a list; the others are a number or a word. */
export type CellValue = number | string | readonly number[] | readonly string[];

/** Values by the id of their cell. */
export type Cells = Readonly<Record<string, CellValue>>;

export interface Cell {
  /** A word of the world, e.g. the name of an event: it is shown */
  readonly id: string;
  /** The question of this cell (inline Markdown), at most 80 characters */
  readonly ask: string;
  readonly form: CellForm;
}

/**
 * The value of every cell. Where `given` holds a value for a cell, the replay goes on from that value, so that later
 * cells follow from what a learner wrote: an error is counted once. A world whose cells do not hang on each other
 * ignores `given`. Total for every value of the cell's form, however wrong.
 */
export type Solve<World> = (world: World, given?: Cells) => Cells;

export interface Mutant<World> {
  /** For whoever took this road: what it overlooks, 20-260 characters. A content file may say it in its own words. */
  readonly say: string;
  readonly solve: Solve<World>;
}

export interface Generator<World, Rules extends ParamRules = ParamRules> {
  /** As in the catalogue of content/README.md */
  readonly name: string;
  /** What a content file may set, within which bounds, and what holds if it does not */
  readonly params: Rules;
  /** A world, or null where this draw would teach nothing; then another one is drawn. Draw towards the trap. */
  draw(params: ParamsOf<Rules>, random: SeededRandom): World | null;
  /** In the order of filling in; at most CELLS_MAX */
  cells(world: World): readonly Cell[];
  /** The oracle */
  readonly solve: Solve<World>;
  /** At least two, by a kebab name */
  readonly mutants: Readonly<Record<string, Mutant<World>>>;
  /** The world as it is shown, which says nothing of any cell's value */
  show(world: World): readonly Figure[];
  /** One sentence a step (inline Markdown): how this world's values come about. Shown after the answer. */
  road?(world: World): readonly string[];
}

/** A generator whose kind of world is known to itself alone. */
export type AnyGenerator = Generator<unknown>;

/** Checks the types of a generator and forgets its kind of world: only what it drew itself is ever handed back to it. */
export const defineGenerator = <World, const Rules extends ParamRules>(generator: Generator<World, Rules>): AnyGenerator =>
  generator as unknown as AnyGenerator;

/** Cells that one page bears. */
export const CELLS_MAX = 8;
