/** The value of a parsed expression over given names. */
import { assertNever } from "../../kernel/assert";
import { err, ok, type Result } from "../../kernel/result";
import type { BinaryOperator, Expression, ExpressionError, ExpressionNode } from "./expression";
import { functionRule } from "./functions";

export type Names = Readonly<Record<string, number>>;

/** Refuses names that were not handed in and results that are not finite. */
export function evaluateExpression(expression: Expression, names: Names): Result<number, ExpressionError> {
  for (const [name, at] of expression.names) {
    if (!Object.hasOwn(names, name)) return err({ at, say: `there is no name ${name}` });
  }
  const value = valueOf(expression.root, names);
  return Number.isFinite(value) ? ok(value) : err({ at: 0, say: `the result is ${value}, not a finite number` });
}

const truth = (holds: boolean): number => (holds ? 1 : 0);
const isTrue = (value: number): boolean => value !== 0 && !Number.isNaN(value);

function valueOf(node: ExpressionNode, names: Names): number {
  switch (node.kind) {
    case "number":
      return node.value;
    case "name":
      return names[node.name] as number;
    case "call":
      return functionRule(node.name).apply(...node.values.map((value) => valueOf(value, names)));
    case "unary":
      return node.operator === "-" ? -valueOf(node.of, names) : truth(!isTrue(valueOf(node.of, names)));
    case "either":
      return valueOf(isTrue(valueOf(node.condition, names)) ? node.then : node.otherwise, names);
    case "binary":
      return binaryValue(node, names);
    default:
      return assertNever(node, "node of an expression");
  }
}

function binaryValue(node: Extract<ExpressionNode, { kind: "binary" }>, names: Names): number {
  const left = valueOf(node.left, names);
  const right = () => valueOf(node.right, names);
  if (node.operator === "&&") return truth(isTrue(left) && isTrue(right()));
  if (node.operator === "||") return truth(isTrue(left) || isTrue(right()));
  return OPERATORS[node.operator](left, right());
}

const OPERATORS: Record<Exclude<BinaryOperator, "&&" | "||">, (left: number, right: number) => number> = {
  "<": (left, right) => truth(left < right),
  "<=": (left, right) => truth(left <= right),
  ">": (left, right) => truth(left > right),
  ">=": (left, right) => truth(left >= right),
  "==": (left, right) => truth(left === right),
  "!=": (left, right) => truth(left !== right),
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right, // takes the sign of its left side
  "^": (left, right) => left ** right,
};
