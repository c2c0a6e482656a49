/** A failing run as a page shows it: in one of its two sizes, with what is to be said of the other. */
import { keptEvents } from "./kept-events";
import type { Excerpt, Recording } from "./result";

export type RunVersion = "shrunk" | "as-run";

export interface ShownRecording {
  readonly version: RunVersion;
  readonly excerpt: Excerpt;
  /** How many events the run has as it was, and shrunk; null where no smaller run is known */
  readonly events: { readonly asRun: number; readonly shrunk: number | null };
  /** Of a run as it was: the numbers of the events that the shrunk run kept */
  readonly kept: readonly number[];
}

/** The version that is wanted, if there is one; a run that was not shrunk is shown as it was. */
export function showRecording({ asRun, shrunk }: Recording, wanted: RunVersion): ShownRecording {
  const events = { asRun: asRun.eventsInRun, shrunk: shrunk?.eventsInRun ?? null };
  if (shrunk !== null && wanted === "shrunk") return { version: "shrunk", excerpt: shrunk, events, kept: [] };
  return { version: "as-run", excerpt: asRun, events, kept: shrunk === null ? [] : keptEvents(asRun.events, shrunk.events) };
}
