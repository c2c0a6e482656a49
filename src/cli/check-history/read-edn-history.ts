/** Histories of Jepsen, Knossos and Elle in EDN, and Porcupine's logs of a store: a map an operation, or one vector of them. */
import { eventOf, type RawEvent } from "./raw-history";
import { readValue, skipBlanks } from "./read-edn";
import { SourceText } from "./source-text";

export function readEdnHistory(text: string): RawEvent[] {
  const source = new SourceText(text);
  skipBlanks(source);
  const closing = source.next === "[" ? "]" : source.next === "(" ? ")" : null;
  if (closing !== null) source.at += 1;
  const events: RawEvent[] = [];
  for (;;) {
    skipBlanks(source);
    if (closing !== null && source.next === closing) {
      source.at += 1;
      skipBlanks(source);
      if (!source.isAtEnd) source.refuse("something stands behind the vector of operations");
      return events;
    }
    if (source.isAtEnd) {
      if (closing !== null) source.refuse(`the file ends before the ${closing} of the vector of operations`);
      return events;
    }
    const { line } = source;
    const event = eventOf(readValue(source), line);
    if (event !== null) events.push(event);
  }
}
