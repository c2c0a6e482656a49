/** Stack traces in the learner's own lines. QuickJS and V8 write them alike: `    at name (learner.js:3:5)`. */
import { REPLY_SEPARATOR, type ProgramFailure } from "../domain/simulator/node-host";
import { LINES_BEFORE_PROGRAM, PROGRAM_FILE } from "./realm-text";

export type Frame = ProgramFailure["frames"][number];

const FRAMES_MAX = 10;
const FRAME = new RegExp(`^\\s*at (?:(?:async )?(?:new )?(.*?) \\()?(?:eval at .*, )?${PROGRAM_FILE.replace(".", "\\.")}:(\\d+):(\\d+)\\)?$`);

/** Frames of the learner's file, innermost first. A learner may have written the text himself: it only informs. */
export function framesOf(stack: string): readonly Frame[] {
  const frames: Frame[] = [];
  for (const text of stack.split("\n")) {
    const [, name = "", line = "", column = ""] = FRAME.exec(text) ?? [];
    if (line === "" || frames.length === FRAMES_MAX) continue;
    const frame = { name: readableName(name), line: Number(line) - LINES_BEFORE_PROGRAM, column: Number(column) };
    if (frame.line > 0) frames.push(frame);
  }
  return frames;
}

const readableName = (name: string): string => name.replace(/^(?:Object|Function|Module)\./, "").replace(/^exports\./, "").replace(/^<(?:anonymous|input)>$/, "");

/** Turns the engine's stack in the failure of a reply into frames; other replies are returned as they are. */
export function withFrames(reply: string): string {
  // Effects end in a bracket, failures in a brace: the common case is seen at the last character.
  if (reply.endsWith("]") && !reply.includes(REPLY_SEPARATOR)) return reply;
  const [effects = "", failure = "", ...state] = reply.split(REPLY_SEPARATOR);
  if (failure === "") return reply;
  const { kind, message, stack } = JSON.parse(failure) as { kind: ProgramFailure["kind"]; message: string; stack: string };
  return [effects, JSON.stringify({ kind, message, frames: framesOf(stack) } satisfies ProgramFailure), ...state].join(REPLY_SEPARATOR);
}

/** The reply for a node that the host itself had to stop: no effects, and why. */
export const failedReply = (kind: ProgramFailure["kind"], message: string, stack = ""): string =>
  `[]${REPLY_SEPARATOR}${JSON.stringify({ kind, message, frames: framesOf(stack) } satisfies ProgramFailure)}`;
