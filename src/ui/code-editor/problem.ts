/** What the TypeScript language service finds wrong with a text. */

export interface Problem {
  /** Syntax: the text cannot be read. Type: it can, and will likely not do what it says. */
  readonly kind: "syntax" | "type";
  readonly message: string;
  /** From 1, as the editor counts */
  readonly line: number;
  readonly column: number;
}

/** TypeScript numbers what its parser says from 1000 to 1999, and what its checker says from 2000 on. */
export const kindOfCode = (code: number): Problem["kind"] => (code >= 1_000 && code < 2_000 ? "syntax" : "type");

/** A message of TypeScript: a sentence, or a sentence with reasons below it. */
export type MessageText = string | { readonly messageText: string; readonly next?: readonly MessageText[] | undefined };

/** The sentence and its reasons, indented below it. */
export function messageOf(text: MessageText, depth = 0): string {
  if (typeof text === "string") return text;
  const own = `${"  ".repeat(depth)}${text.messageText}`;
  return [own, ...(text.next ?? []).map((reason) => messageOf(reason, depth + 1))].join("\n");
}

/** Where an offset of the text is, line and column from 1. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}
