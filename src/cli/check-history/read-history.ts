/** A history from a file, whatever its format. */
import { type HistoryEvent, type Operation, operationsOf, type PairingFault } from "@/domain/checkers/history/operations";
import type { RawEvent } from "./raw-history";
import { readEdnHistory } from "./read-edn-history";
import { isJepsenLog, readJepsenLog } from "./read-jepsen-log";
import { readJsonHistory } from "./read-json-history";
import { Unreadable } from "./source-text";

export const FORMATS = ["auto", "edn", "json", "jepsen-log", "porcupine-kv"] as const;
export type Format = (typeof FORMATS)[number];

export interface ReadHistory {
  readonly events: readonly HistoryEvent[];
  readonly operations: readonly Operation[];
  /** The line of each event. */
  readonly lines: readonly number[];
}

const NS_PER_US = 1_000;

/** Throws Unreadable. */
export function readHistory(text: string, format: Format): ReadHistory {
  const raw = withInvocations(rawEvents(text, format));
  const events = raw.map(({ process, type, f, value, key, timeNs }): HistoryEvent => ({
    process,
    type,
    f,
    value: key === undefined ? value : [key, value],
    ...(timeNs === undefined ? {} : { timeUs: Math.floor(timeNs / NS_PER_US) }),
  }));
  const lines = raw.map(({ line }) => line);
  const paired = operationsOf(events);
  if (!paired.ok) throw new Unreadable(lines[paired.error.event] ?? 1, inWords(paired.error, events));
  return { events, operations: paired.value, lines };
}

function rawEvents(text: string, format: Format): RawEvent[] {
  switch (format === "auto" ? formatOf(text) : format) {
    case "json":
      return readJsonHistory(text);
    case "jepsen-log":
      if (!isJepsenLog(text)) throw new Unreadable(1, "no line of this file is one of Jepsen's log; name the right --format");
      return readJepsenLog(text);
    default:
      return readEdnHistory(text);
  }
}

/** JSON quotes the names of its fields, and nothing else does. */
function formatOf(text: string): Format {
  if (isJepsenLog(text)) return "jepsen-log";
  return /^\s*(?:\[\s*)?(?:\{\s*(?:"|\})|\]\s*$)/.test(text) ? "json" : "edn";
}

/** Histories of transactions may hold the completions alone: each then stands for an operation that took no time. */
function withInvocations(events: readonly RawEvent[]): readonly RawEvent[] {
  if (events.some(({ type }) => type === "invoke")) return events;
  return events.flatMap((event) => [{ ...event, type: "invoke" as const }, event]);
}

function inWords({ event, reason }: PairingFault, events: readonly HistoryEvent[]): string {
  const process = events[event]?.process;
  switch (reason) {
    case "process-is-busy":
      return `process ${process} begins an operation while its last one is not completed; a process does one thing at a time`;
    case "nothing-to-complete":
      return `process ${process} completes an operation that it did not begin`;
    case "another-operation":
      return `process ${process} completes ${events[event]?.f}, but it had begun something else`;
  }
}
