/** Which events of a run are those that the shrunk run kept: the longest row of events that look alike in both. */
import { type Json, typeOf } from "../simulator/message";
import type { TracedMessage, TraceEvent } from "../simulator/trace";

/** Looking alike to the last value counts more than being of one kind. */
const ALIKE = { whole: 4, kind: 1 };
/** Beyond so many pairs of events it would take seconds: such a run was hardly shrunk. */
const PAIRS_MAX = 8_000_000;

interface Look {
  readonly kind: string;
  readonly whole: string;
}

/**
 * Numbers of the events of `asRun` that have a counterpart in `shrunk`, in order. A shrunk run is a run of its own, in
 * which times, message ids and terms may differ, so this is found by what happened: to whom, and with which message.
 */
export function keptEvents(asRun: readonly TraceEvent[], shrunk: readonly TraceEvent[]): number[] {
  const [long, short] = [asRun.map(lookOf), shrunk.map(lookOf)];
  if (long.length * short.length > PAIRS_MAX) return [];
  const width = short.length + 1;
  const best = new Uint32Array((long.length + 1) * width);
  for (let row = long.length - 1; row >= 0; row -= 1) {
    for (let column = short.length - 1; column >= 0; column -= 1) {
      const gain = gainOf(long[row] as Look, short[column] as Look);
      const skip = Math.max(best[(row + 1) * width + column] ?? 0, best[row * width + column + 1] ?? 0);
      const pair = gain === 0 ? 0 : gain + (best[(row + 1) * width + column + 1] ?? 0);
      best[row * width + column] = Math.max(skip, pair);
    }
  }
  return walk(asRun, long, short, best);
}

function walk(asRun: readonly TraceEvent[], long: readonly Look[], short: readonly Look[], best: Uint32Array): number[] {
  const width = short.length + 1;
  const kept: number[] = [];
  for (let row = 0, column = 0; row < long.length && column < short.length; ) {
    const here = best[row * width + column] ?? 0;
    const gain = gainOf(long[row] as Look, short[column] as Look);
    if (gain > 0 && here === gain + (best[(row + 1) * width + column + 1] ?? 0)) {
      kept.push((asRun[row] as TraceEvent).number);
      row += 1;
      column += 1;
    } else if (here === best[(row + 1) * width + column]) row += 1;
    else column += 1;
  }
  return kept;
}

const gainOf = (left: Look, right: Look): number => (left.whole === right.whole ? ALIKE.whole : left.kind === right.kind ? ALIKE.kind : 0);

function lookOf(event: TraceEvent): Look {
  const { number: _, atUs: __, ...rest } = event;
  switch (event.kind) {
    case "handled": {
      const { trigger } = event;
      const what = "message" in trigger ? messageLook(trigger.message) : { kind: trigger.kind === "timer" ? trigger.name : "", whole: "" };
      return join([event.kind, event.node, trigger.kind], what);
    }
    case "lost":
      return join([event.kind], messageLook(event.message));
    case "invoked":
      return join([event.kind], messageLook(event.message));
    case "completed":
      return join([event.kind, event.client, event.type], event.message === null ? { kind: "", whole: "" } : messageLook(event.message));
    case "served":
      return join([event.kind, event.service], messageLook(event.request));
    case "crashed":
      return join([event.kind, event.node], { kind: "", whole: "" });
    default: {
      const text = JSON.stringify(rest);
      return { kind: "node" in event ? `${event.kind} ${event.node}` : event.kind, whole: text };
    }
  }
}

const join = (place: readonly string[], { kind, whole }: Look): Look => ({ kind: [...place, kind].join(" "), whole: [...place, kind, whole].join(" ") });

/** Who sends what to whom; ids of messages are counted, and so differ where there are fewer. */
function messageLook({ from, to, body }: TracedMessage): Look {
  return { kind: `${from} ${to} ${typeOf(body)}`, whole: JSON.stringify(withoutIds(body)) };
}

function withoutIds(body: Json): Json {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const { msg_id: _, in_reply_to: __, ...rest } = body as Record<string, Json>;
  return rest;
}
