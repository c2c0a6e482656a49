/** Histories in the JSON of elle-cli: one array of operations, or one object after the other. */
import type { Json } from "@/domain/simulator/message";
import { eventOf, type RawEvent } from "./raw-history";
import { SourceText, Unreadable } from "./source-text";

const BLANK = /[\s,]+/y;
/** Everything but what opens, closes or quotes. */
const INSIDE = /[^{}[\]"]+/y;
const QUOTED = /"(?:[^"\\]|\\[^])*"/y;

export function readJsonHistory(text: string): RawEvent[] {
  const source = new SourceText(text);
  source.read(BLANK);
  const isArray = source.isAt("[");
  if (isArray) source.at += 1;
  const events: RawEvent[] = [];
  for (;;) {
    source.read(BLANK);
    if (isArray && source.isAt("]")) return events;
    if (source.isAtEnd) {
      if (isArray) source.refuse("the file ends before the ] of the array of operations");
      return events;
    }
    const { line } = source;
    const event = eventOf(parsed(readObject(source), line), line);
    if (event !== null) events.push(event);
  }
}

/** The text of one object, by its braces. */
function readObject(source: SourceText): string {
  if (!source.isAt("{")) source.refuse("an operation must begin with {");
  const from = source.at;
  let depth = 0;
  do {
    if (source.isAtEnd) source.refuse("the file ends within an operation");
    if (source.read(INSIDE) !== null) continue;
    if (source.isAt('"')) {
      if (source.read(QUOTED) === null) source.refuse('a text has no closing "');
      continue;
    }
    depth += source.isAt("{") || source.isAt("[") ? 1 : -1;
    source.at += 1;
  } while (depth > 0);
  return source.text.slice(from, source.at);
}

function parsed(text: string, line: number): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (problem) {
    throw new Unreadable(line, `this is not JSON: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}
