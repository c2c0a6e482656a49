/** Recursive descent over the grammar in expression.ts: one function a rule. */
import { err, ok, type Result } from "../../kernel/result";
import {
  EXPRESSION_LEVELS_MAX,
  type BinaryOperator,
  type Expression,
  type ExpressionError,
  type ExpressionNode,
} from "./expression";
import { functionRule, isFunctionName } from "./functions";
import { readTokens, type Token } from "./tokens";

/** Parses one expression. The error names the first place that does not fit. */
export function parseExpression(text: string): Result<Expression, ExpressionError> {
  const tokens = readTokens(text);
  if (!tokens.ok) return tokens;
  const parser = new Parser(tokens.value);
  try {
    return ok({ text, root: parser.whole(), names: parser.names });
  } catch (problem) {
    if (problem instanceof Misfit) return err(problem.error);
    throw problem;
  }
}

/** Carries an error out of the recursion; it never leaves this file. */
class Misfit extends Error {
  constructor(readonly error: ExpressionError) {
    super(error.say);
  }
}

const COMPARISONS = ["<", "<=", ">", ">=", "==", "!="] as const;

class Parser {
  readonly names = new Map<string, number>();
  private next = 0;
  private level = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): ExpressionNode {
    const root = this.expr();
    if (this.peek().kind !== "end") this.fail(`unexpected ${JSON.stringify(this.peek().text)}`);
    return root;
  }

  private expr(): ExpressionNode {
    return this.deeper(() => {
      const condition = this.or();
      const { at } = this.peek();
      if (!this.takeIf("?")) return condition;
      const then = this.expr();
      this.expect(":");
      return { kind: "either", at, condition, then, otherwise: this.expr() };
    });
  }

  private or = () => this.leftToRight(() => this.and(), ["||"]);
  private and = () => this.leftToRight(() => this.cmp(), ["&&"]);
  private sum = () => this.leftToRight(() => this.prod(), ["+", "-"]);
  private prod = () => this.leftToRight(() => this.unary(), ["*", "/", "%"]);

  private cmp(): ExpressionNode {
    const left = this.sum();
    const { at } = this.peek();
    const operator = this.takeOneOf(COMPARISONS);
    return operator === null ? left : { kind: "binary", at, operator, left, right: this.sum() };
  }

  private unary(): ExpressionNode {
    const { at } = this.peek();
    const operator = this.takeOneOf(["-", "!"] as const);
    if (operator === null) return this.power();
    return this.deeper(() => ({ kind: "unary", at, operator, of: this.unary() }));
  }

  private power(): ExpressionNode {
    const left = this.atom();
    const { at } = this.peek();
    if (!this.takeIf("^")) return left;
    return this.deeper(() => ({ kind: "binary", at, operator: "^", left, right: this.unary() }));
  }

  private atom(): ExpressionNode {
    const token = this.peek();
    if (token.kind === "end") this.fail("the expression ends too early");
    this.next += 1;
    if (token.kind === "number") return { kind: "number", at: token.at, value: Number(token.text) };
    if (token.kind === "name") return this.peek().text === "(" ? this.call(token) : this.named(token);
    if (token.text !== "(") this.fail(`unexpected ${JSON.stringify(token.text)}`, token);
    const inner = this.expr();
    this.expect(")");
    return inner;
  }

  private named(token: Token): ExpressionNode {
    if (isFunctionName(token.text)) this.fail(`${token.text} is a function and needs (...)`, token);
    if (!this.names.has(token.text)) this.names.set(token.text, token.at);
    return { kind: "name", at: token.at, name: token.text };
  }

  private call(token: Token): ExpressionNode {
    const name = token.text;
    if (!isFunctionName(name)) return this.fail(`there is no function ${name}`, token);
    this.expect("(");
    const values = [this.expr()];
    while (this.takeIf(",")) values.push(this.expr());
    this.expect(")");
    const { valuesMin, valuesMax } = functionRule(name);
    if (values.length < valuesMin || values.length > valuesMax) {
      const takes = valuesMin === valuesMax ? String(valuesMin) : `${valuesMin} to ${valuesMax}`;
      this.fail(`${name} takes ${takes} values, not ${values.length}`, token);
    }
    return { kind: "call", at: token.at, name, values };
  }

  private leftToRight(part: () => ExpressionNode, operators: readonly BinaryOperator[]): ExpressionNode {
    let left = part();
    for (;;) {
      const { at } = this.peek();
      const operator = this.takeOneOf(operators);
      if (operator === null) return left;
      left = { kind: "binary", at, operator, left, right: part() };
    }
  }

  private deeper(parse: () => ExpressionNode): ExpressionNode {
    this.level += 1;
    if (this.level > EXPRESSION_LEVELS_MAX) this.fail(`nested deeper than ${EXPRESSION_LEVELS_MAX} levels`);
    const node = parse();
    this.level -= 1;
    return node;
  }

  private peek(): Token {
    return this.tokens[this.next] as Token;
  }

  private takeIf(sign: string): boolean {
    const fits = this.peek().kind === "sign" && this.peek().text === sign;
    if (fits) this.next += 1;
    return fits;
  }

  private takeOneOf<T extends string>(signs: readonly T[]): T | null {
    return signs.find((sign) => this.takeIf(sign)) ?? null;
  }

  private expect(sign: string): void {
    if (!this.takeIf(sign)) this.fail(`expected ${JSON.stringify(sign)}`);
  }

  private fail(say: string, token = this.peek()): never {
    throw new Misfit({ at: token.at, say });
  }
}
