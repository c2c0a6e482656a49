/** Plays a run that is led by hand, in the same fence as Run. */
import type { Led, ManualBase, ManualState } from "@/domain/labs/by-hand";
import { askFrame } from "../browser-run";
import { stripTypes } from "../strip-types";

/** As long as a seed may take, and the search for a smaller run before it. */
const STEP_MS_MAX = 20_000;

export interface Leading extends Led {
  readonly lab: string;
  /** As typed, with its types */
  readonly source: string;
  readonly base: ManualBase;
}

export type LedOutcome =
  | { readonly kind: "led"; readonly state: ManualState }
  /** Why there is nothing to show, and what to do. */
  | { readonly kind: "failed"; readonly words: string }
  | { readonly kind: "cancelled" };

const failed = (words: string): LedOutcome => ({ kind: "failed", words });

/** Plays a run up to its last choice. */
export async function leadInBrowser({ lab, source, base, from, choices }: Leading, signal: AbortSignal): Promise<LedOutcome> {
  const stripped = await stripTypes(source, signal);
  if (stripped.kind === "cancelled") return { kind: "cancelled" };
  if (stripped.kind === "unavailable") return failed(ABSENT);
  if (stripped.kind === "unreadable") return failed(`Nothing ran: line ${stripped.line ?? 1} of the program cannot be read. ${stripped.message}`);
  const answer = await askFrame({ lab, program: stripped.program, base, from, choices }, { msMax: STEP_MS_MAX, signal });
  switch (answer.say) {
    case "led":
      return answer.state === null ? failed("The shrunk run was not found again in this browser. Take the run as it was.") : { kind: "led", state: answer.state };
    case "cancelled":
      return { kind: "cancelled" };
    case "silent":
      return failed(`The program did not come to an end within ${STEP_MS_MAX / 1_000} s. Take the last choice back, or change the program.`);
    case "broken":
      return failed(`The program broke what runs it here: ${answer.why}.`);
    default:
      return failed(ABSENT);
  }
}

const ABSENT = "The parts that run a program here could not be loaded. Check the connection and load the page again.";
