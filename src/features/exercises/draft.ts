/** The answer that a learner is making: what it starts as, and how it comes back after a reload. */
import type { Answer, PublicBody } from "@/contracts/exercises/exercises";
import { readDrawing } from "./diagram/read-drawing";

/** An answer in which nothing was done yet. */
export function emptyAnswer(body: PublicBody): Answer {
  switch (body.type) {
    case "mcq":
      return { type: "mcq", choice: "" };
    case "multi":
      return { type: "multi", choices: [] };
    case "order":
      return { type: "order", sequence: body.items.map(({ key }) => key) };
    case "match":
      return { type: "match", pairs: {} };
    case "numeric":
      return { type: "numeric", text: "" };
    case "cloze":
      return { type: "cloze", filled: {} };
    case "scenario":
      return { type: "scenario", choice: "" };
    case "trace":
      return { type: "trace", cells: {} };
    case "diagram":
      return { type: "diagram", drawing: body.start };
    case "hotspot":
      return { type: "hotspot", parts: [] };
    case "free-text":
      return { type: "free-text", text: "" };
  }
}

export interface Draft {
  /** Kept with the answer, so that sending it again counts once. */
  readonly attemptId: string;
  readonly answer: Answer;
}

/** Reads a stored draft for this body. Null unless every part of it fits: storage may hold anything. */
export function readDraft(body: PublicBody, stored: string | null): Draft | null {
  if (stored === null) return null;
  let draft: unknown;
  try {
    draft = JSON.parse(stored);
  } catch {
    return null;
  }
  if (!isRecord(draft) || typeof draft.attemptId !== "string" || !isRecord(draft.answer)) return null;
  const answer = readAnswer(body, draft.answer);
  return answer === null ? null : { attemptId: draft.attemptId, answer };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isKeysOf = (value: unknown, choices: readonly { key: string }[]): value is string[] =>
  Array.isArray(value) && new Set(value).size === value.length && value.every((key) => choices.some((choice) => choice.key === key));

/** Every filled blank is one of the body's, and what was chosen in it is one of its choices. */
function isFilling(value: unknown, { blanks }: Extract<PublicBody, { type: "cloze" }>): value is Record<string, string> {
  if (!isRecord(value) || !isKeysOf(Object.keys(value), blanks)) return false;
  return Object.entries(value).every(([key, filling]) => {
    const choices = blanks.find((blank) => blank.key === key)?.choices ?? [];
    return typeof filling === "string" && (choices.length === 0 || filling === "" || isKeysOf([filling], choices));
  });
}

/** An answer that was kept, if every part of it fits this body. */
export function readAnswer(body: PublicBody, answer: Record<string, unknown>): Answer | null {
  switch (body.type) {
    case "mcq":
      return isKeysOf([answer.choice], body.options) ? { type: "mcq", choice: answer.choice as string } : null;
    case "multi":
      return isKeysOf(answer.choices, body.options) ? { type: "multi", choices: answer.choices } : null;
    case "order":
      return isKeysOf(answer.sequence, body.items) ? { type: "order", sequence: answer.sequence } : null;
    case "match": {
      const { pairs } = answer;
      if (!isRecord(pairs) || !isKeysOf(Object.keys(pairs), body.left)) return null;
      return Object.values(pairs).every((right) => isKeysOf([right], body.right))
        ? { type: "match", pairs: pairs as Record<string, string> }
        : null;
    }
    case "numeric":
      return typeof answer.text === "string" ? { type: "numeric", text: answer.text } : null;
    case "cloze":
      return isFilling(answer.filled, body) ? { type: "cloze", filled: answer.filled } : null;
    case "free-text":
      return typeof answer.text === "string" ? { type: "free-text", text: answer.text } : null;
    case "trace": {
      const { cells } = answer;
      const ids = body.cells.map(({ id }) => ({ key: id }));
      if (!isRecord(cells) || !isKeysOf(Object.keys(cells), ids)) return null;
      return Object.values(cells).every((text) => typeof text === "string") ? { type: "trace", cells: cells as Record<string, string> } : null;
    }
    case "hotspot":
      return isKeysOf(answer.parts, body.parts) ? { type: "hotspot", parts: answer.parts } : null;
    case "diagram": {
      const drawing = readDrawing(body.sheet, answer.drawing);
      return drawing === null ? null : { type: "diagram", drawing };
    }
    case "scenario":
      return isKeysOf([answer.choice], body.options) ? { type: "scenario", choice: answer.choice as string } : null;
  }
}
