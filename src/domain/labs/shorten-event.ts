/** Makes an event small enough to be kept and sent: what a handler did beyond the first few, and long values. */
import type { Json } from "../simulator/message";
import type { Did, NodePicture, TracedMessage, TraceEvent } from "../simulator/trace";

/** What is shown of one handler's effects, and of one value as JSON. */
const DID_MAX = 40;
const VALUE_CHARS_MAX = 2_000;
const FIELDS_MAX = 50;

/** The same event, with what is too long replaced by a sentence that says how long it was. */
export function shortened(event: TraceEvent): TraceEvent {
  switch (event.kind) {
    case "handled": {
      const { trigger } = event;
      const did = event.did.slice(0, DID_MAX).map(shortDid);
      const short = { ...event, did, trigger: "message" in trigger ? { ...trigger, message: shortMessage(trigger.message) } : trigger };
      return event.picture === undefined ? short : { ...short, picture: shortPicture(event.picture) };
    }
    case "crashed":
      return event.picture === undefined ? event : { ...event, picture: shortPicture(event.picture) };
    case "lost":
    case "invoked":
      return { ...event, message: shortMessage(event.message) };
    case "served":
      return { ...event, request: shortMessage(event.request), reply: event.reply === null ? null : shortMessage(event.reply) };
    case "completed":
      return event.message === null ? event : { ...event, message: shortMessage(event.message) };
    default:
      return event;
  }
}

function shortDid(did: Did): Did {
  if (did.kind === "sent") return { ...did, message: shortMessage(did.message) };
  return "value" in did ? { ...did, value: shortValue(did.value) } : did;
}

function shortMessage(message: TracedMessage): TracedMessage {
  const { body } = message;
  if (!isObject(body)) return { ...message, body: shortValue(body) };
  return { ...message, body: shortFields(body) };
}

const shortPicture = ({ memory, disk, synced }: NodePicture): NodePicture => ({
  memory: isObject(memory) ? shortFields(memory) : shortValue(memory),
  disk: shortFields(disk),
  synced: shortFields(synced),
});

const isObject = (value: Json): value is { readonly [key: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);

function shortFields(fields: { readonly [key: string]: Json }): Record<string, Json> {
  const entries = Object.entries(fields);
  const shown = entries.slice(0, FIELDS_MAX).map(([key, value]) => [key, shortValue(value)] as const);
  return Object.fromEntries(entries.length <= FIELDS_MAX ? shown : [...shown, ["…", `(${entries.length - FIELDS_MAX} more, not shown)`]]);
}

function shortValue(value: Json): Json {
  const { length } = JSON.stringify(value);
  if (length <= VALUE_CHARS_MAX) return value;
  return Array.isArray(value) ? `(${value.length} entries, too long to show)` : `(${length} characters, too long to show)`;
}
