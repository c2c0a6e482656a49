/**
 * The closed language of drawn exercises: arithmetic over drawn names, and nothing else.
 *
 *     expr  := or [ "?" expr ":" expr ]
 *     or    := and { "||" and }              and   := cmp { "&&" cmp }
 *     cmp   := sum [ ("<"|"<="|">"|">="|"=="|"!=") sum ]
 *     sum   := prod { ("+"|"-") prod }       prod  := unary { ("*"|"/"|"%") unary }
 *     unary := ("-"|"!") unary | power       power := atom [ "^" unary ]
 *     atom  := NUMBER | NAME | FUNC "(" expr { "," expr } ")" | "(" expr ")"
 *
 * True is 1 and false is 0. There are no strings, assignments, loops, or names other than those handed in.
 */
import type { FunctionName } from "./functions";

export const EXPRESSION_LENGTH_MAX = 300;
export const EXPRESSION_LEVELS_MAX = 32;

export type BinaryOperator = "||" | "&&" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "+" | "-" | "*" | "/" | "%" | "^";

/** A node of the tree; `at` is its place in the text, from 0. */
export type ExpressionNode =
  | { readonly kind: "number"; readonly at: number; readonly value: number }
  | { readonly kind: "name"; readonly at: number; readonly name: string }
  | { readonly kind: "call"; readonly at: number; readonly name: FunctionName; readonly values: readonly ExpressionNode[] }
  | { readonly kind: "unary"; readonly at: number; readonly operator: "-" | "!"; readonly of: ExpressionNode }
  | {
      readonly kind: "binary";
      readonly at: number;
      readonly operator: BinaryOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly kind: "either";
      readonly at: number;
      readonly condition: ExpressionNode;
      readonly then: ExpressionNode;
      readonly otherwise: ExpressionNode;
    };

/** A parsed expression, and the names that it needs with the place of their first use. */
export interface Expression {
  readonly text: string;
  readonly names: ReadonlyMap<string, number>;
  readonly root: ExpressionNode;
}

/** What is wrong with an expression or its value, and at which character (from 0). */
export interface ExpressionError {
  readonly at: number;
  readonly say: string;
}
