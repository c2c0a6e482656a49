/** Text of an expression to its tokens. */
import { err, ok, type Result } from "../../kernel/result";
import { EXPRESSION_LENGTH_MAX, type ExpressionError } from "./expression";

export interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

const SPACE = /\s*/y;
const TOKENS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /\d+(?:\.\d+)?(?:e[+-]?\d+)?/y],
  ["name", /[A-Za-z][A-Za-z0-9]*/y],
  ["sign", /<=|>=|==|!=|&&|\|\||[-+*/%^()<>!?:,]/y],
];

/** The tokens in order, with an "end" token last. Refuses texts that are empty, too long, or hold foreign signs. */
export function readTokens(text: string): Result<readonly Token[], ExpressionError> {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    return err({ at: EXPRESSION_LENGTH_MAX, say: `${text.length} characters, allowed ${EXPRESSION_LENGTH_MAX}` });
  }
  const tokens: Token[] = [];
  let at = matchAt(SPACE, text, 0).length;
  while (at < text.length) {
    const token = readToken(text, at);
    if (token === null) return err({ at, say: `${JSON.stringify(text[at])} is not part of the language` });
    tokens.push(token);
    at += token.text.length;
    at += matchAt(SPACE, text, at).length;
  }
  tokens.push({ kind: "end", text: "", at });
  return ok(tokens);
}

function readToken(text: string, at: number): Token | null {
  for (const [kind, pattern] of TOKENS) {
    const found = matchAt(pattern, text, at);
    if (found !== "") return { kind, text: found, at };
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
