/** Takes the types out of a learner's file, in a worker of the page: it reads the text and runs nothing of it. */
import type { FromStripWorker, ToStripWorker } from "../../contracts/labs/frame-messages";
import { prepareProgram } from "../program";

const post = globalThis.postMessage as (message: FromStripWorker) => void;

globalThis.addEventListener("message", ({ data: { job, source } }: MessageEvent<ToStripWorker>) => post(prepared(job, source)));

function prepared(job: number, source: string): FromStripWorker {
  try {
    const preparation = prepareProgram(source);
    if (preparation.ok) return { say: "stripped", job, program: preparation.program.js };
    const { message = "The file is no program.", line = 1, column = 1 } = preparation.problems[0] ?? {};
    return { say: "unreadable", job, message, line, column };
  } catch {
    // The parser itself broke, and is not fit for another file: the page sees that no line is named, and replaces it.
    return { say: "unreadable", job, message: "The parser broke on this file. Look for something that is nested very deeply.", line: null, column: null };
  }
}
