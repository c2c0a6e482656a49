/**
 * Jepsen's log with tabs between the fields, as Porcupine keeps it. Lines that are no operation of a client are skipped.
 * In this format a cas that failed found another value, so it is an answer and says something; a read that timed out
 * failed without one. What ended with :info, or not at all, may have happened at any time.
 */
import type { Json } from "@/domain/simulator/message";
import type { RawEvent } from "./raw-history";
import { readValue } from "./read-edn";
import { SourceText, Unreadable } from "./source-text";

const LINE = /^INFO\s+jepsen\.util\s+-\s+(\d+)\s+:(invoke|ok|fail|info)\s+:([\w-]+)\s+(\S.*)$/;
/** Begins like an operation of a client, and is to be one. */
const BEGINNING = /^INFO\s+jepsen\.util\s+-\s+\d+\s/;

/** The answer to a cas that found another value. */
const FOUND_ANOTHER_VALUE: Json = false;

export const isJepsenLog = (text: string): boolean => /^INFO\s+jepsen\.util\s+-\s/m.test(text);

export function readJepsenLog(text: string): RawEvent[] {
  return text.split("\n").flatMap((written, index) => {
    const line = index + 1;
    if (!BEGINNING.test(written)) return [];
    const [, process = "", type = "", f = "", rest = ""] = LINE.exec(written.trimEnd()) ?? [];
    if (f === "") throw new Unreadable(line, "an operation must have a process, a type, a name and a value, with tabs between them");
    const value = valueOf(rest, line);
    const common = { line, process: Number(process), f };
    if (type === "fail" && f === "cas" && value !== "timed-out") return [{ ...common, type: "ok" as const, value: FOUND_ANOTHER_VALUE }];
    return [{ ...common, type: type as RawEvent["type"], value }];
  });
}

function valueOf(written: string, line: number): Json {
  try {
    return readValue(new SourceText(written));
  } catch (problem) {
    if (problem instanceof Unreadable) throw new Unreadable(line, problem.message);
    throw problem;
  }
}
