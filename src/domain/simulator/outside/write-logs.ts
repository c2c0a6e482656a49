/** A recorded run as text for other tools and for people: its history in Jepsen's form, and what the network did. */
import type { HistoryEntry } from "../history";
import type { Address, Json } from "../message";
import type { RunRecord } from "../run-record";
import type { TracedMessage, TraceEvent } from "../trace";
import { isByItself } from "./outside-cluster";

const NS_PER_US = 1_000;
/** What nodes are told before the workload begins: Jepsen's histories do not have it. */
const SETUP = ["topology"];

/** One EDN map a line, as Jepsen writes a history.edn. */
export const historyLines = (history: readonly HistoryEntry[]): string[] =>
  history
    .filter(({ f }) => !SETUP.includes(f))
    .map(({ process, type, f, value, timeUs, node, error }, index) => {
      const why = error === undefined ? "" : `, :error [${error.code} ${edn(error.text)}]`;
      return `{:index ${index}, :time ${timeUs * NS_PER_US}, :process ${process}, :type :${type}, :f :${f}, :value ${edn(value)}, :node ${edn(node)}${why}}`;
    });

/** JSON as EDN: what is written otherwise there are null and maps. */
function edn(value: Json): string {
  if (value === null) return "nil";
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(edn).join(" ")}]`;
  if (typeof value === "object") return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)} ${edn(one)}`).join(", ")}}`;
  return JSON.stringify(value);
}

/** What became of a message: `id` joins what was sent to what arrived, or did not. */
interface Moved {
  readonly what: "sent" | "received" | "lost";
  readonly message: TracedMessage;
  readonly why?: string;
}

/** One JSON object a line: every message as it was sent, received or lost, and every fault, in order. */
export const messageLines = ({ trace = [] }: Pick<RunRecord, "trace">): string[] =>
  trace.flatMap((event) => {
    const fault = faultOf(event);
    const time = event.atUs * NS_PER_US;
    if (fault !== null) return [JSON.stringify({ time, ...fault })];
    return movedIn(event).map(({ what, message: { number: id, from: src, to: dest, body }, why }) => JSON.stringify({ time, what, id, src, dest, body, ...(why === undefined ? {} : { why }) }));
  });

function movedIn(event: TraceEvent): Moved[] {
  switch (event.kind) {
    case "handled": {
      const { trigger, did } = event;
      const received: Moved[] = trigger.kind === "message" && !isByItself(trigger.message) ? [{ what: "received", message: trigger.message }] : [];
      return [...received, ...did.flatMap((one): Moved[] => (one.kind === "sent" ? [{ what: "sent", message: one.message }] : []))];
    }
    case "served":
      return [{ what: "received", message: event.request }, ...(event.reply === null ? [] : [{ what: "sent", message: event.reply } as const])];
    case "invoked":
      return [{ what: "sent", message: event.message }];
    case "completed":
      return event.message === null ? [] : [{ what: "received", message: event.message }];
    case "lost":
      return [{ what: "lost", message: event.message, why: event.why }];
    default:
      return [];
  }
}

/** What befell the cluster, or null. */
function faultOf(event: TraceEvent): { readonly what: string; readonly node?: Address; readonly value?: unknown } | null {
  switch (event.kind) {
    case "crashed":
    case "paused":
    case "resumed":
      return { what: event.kind, node: event.node };
    case "partitioned":
      return { what: "partitioned", value: event.sides };
    case "cut":
      return { what: "cut", value: event.links };
    case "healed":
      return { what: "healed" };
    case "weather":
      return { what: "weather", value: { latency: event.latency, loss: event.loss, duplication: event.duplication } };
    default:
      return null;
  }
}
