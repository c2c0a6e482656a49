/** Excerpts of runs, written by hand: one for each kind of story that the diagram has to tell. */
import type { Excerpt } from "../../src/domain/labs/result";
import type { Json } from "../../src/domain/simulator/message";
import type { Did, NodePicture, TracedMessage, TraceEvent, Trigger } from "../../src/domain/simulator/trace";

type Unnumbered = TraceEvent extends infer Event ? (Event extends TraceEvent ? Omit<Event, "number" | "atUs"> : never) : never;

const picture = (memory: Json, disk: Record<string, Json> = {}, synced: Record<string, Json> = disk): NodePicture => ({ memory, disk, synced });

const FACTS = { traceVersion: 1, n: 17, eventsInRun: 4212, traceHash: "0123456789abcdef" };

/** Writes the events of a run in their order. */
function story() {
  const events: TraceEvent[] = [];
  let messages = 0;
  const at = (ms: number, event: Unnumbered): number => {
    const number = events.length * 7 + 3;
    events.push({ number, atUs: Math.round(ms * 1_000), ...event } as TraceEvent);
    return number;
  };
  return {
    events,
    at,
    message: (from: string, to: string, body: Json): TracedMessage => {
      messages += 1;
      return { number: messages - 1, from, to, body };
    },
    handled: (ms: number, node: string, trigger: Trigger, did: readonly Did[], seen: NodePicture, incarnation = 0) =>
      at(ms, { kind: "handled", node, incarnation, trigger, did, failed: false, picture: seen }),
  };
}

const sent = (message: TracedMessage, copies: 1 | 2 = 1): Did => ({ kind: "sent", message, copies });
const got = (message: TracedMessage, copy: 1 | 2 = 1): Trigger => ({ kind: "message", message, copy });

/** A counter that was written and not synced: n3 gives the id n3-2 before its crash, and again after it. */
export function duplicateId(): Excerpt {
  const { events, at, message, handled } = story();
  /** One client asks one node; gives the number of the completion. */
  const generate = (ms: number, client: string, node: string, id: string, operation: number, count: number, synced: number, incarnation = 0): number => {
    const request = message(client, node, { type: "generate", msg_id: operation });
    const reply = message(node, client, { type: "generate_ok", id, in_reply_to: operation });
    at(ms, { kind: "invoked", operation, client, message: request });
    handled(ms, node, got(request), [{ kind: "wrote", key: "count", value: count }, sent(reply)], picture({ count, prefix: node }, { count }, synced === 0 ? {} : { count: synced }), incarnation);
    return at(ms, { kind: "completed", operation, client, type: "ok", message: reply });
  };
  handled(0, "n3", { kind: "boot", restarted: false }, [{ kind: "timer-set", name: "sync", dueAtUs: 120_000 }], picture({ count: 0, prefix: "n3" }));
  generate(14, "c1", "n3", "n3-1", 0, 1, 0);
  generate(41, "c2", "n1", "n1-1", 1, 1, 0);
  handled(120, "n3", { kind: "timer", name: "sync", data: null, setAtUs: 0 }, [{ kind: "fsync-begun" }], picture({ count: 1, prefix: "n3" }, { count: 1 }, {}));
  handled(125, "n3", { kind: "synced" }, [], picture({ count: 1, prefix: "n3" }, { count: 1 }));
  const first = generate(131, "c3", "n3", "n3-2", 2, 2, 1);
  at(142, { kind: "crashed", node: "n3", lostWrites: 1, picture: picture(null, { count: 1 }) });
  handled(188, "n3", { kind: "boot", restarted: true }, [{ kind: "logged", text: "back with count 1" }], picture({ count: 1, prefix: "n3" }, { count: 1 }), 1);
  const second = generate(203, "c1", "n3", "n3-2", 3, 2, 1, 1);
  return { ...FACTS, scenario: "crashes", check: "unique", say: "n3 gave the id n3-2 twice: at 131 ms, and again at 203 ms after its restart.", nodes: ["n1", "n2", "n3"], events, witnesses: [first, second] };
}

/** A broadcast without retry: what was sent into the partition never arrives, and a later read on n4 shows it. */
export function lostBroadcast(): Excerpt {
  const { events, at, message, handled } = story();
  const request = message("c1", "n1", { type: "broadcast", message: 17, msg_id: 4 });
  at(3_200, { kind: "partitioned", sides: [["n1", "n2", "n3"], ["n4", "n5"]] });
  at(3_251, { kind: "invoked", operation: 40, client: "c1", message: request });
  const gossip = ["n2", "n4", "n3"].map((to) => message("n1", to, { type: "gossip", message: 17 }));
  const [toTwo, toFour, toThree] = gossip as [TracedMessage, TracedMessage, TracedMessage];
  const answer = message("n1", "c1", { type: "broadcast_ok", in_reply_to: 4 });
  handled(3_251, "n1", got(request), [sent(toTwo), sent(toFour), sent(toThree, 2), sent(answer), { kind: "delivered", value: 17 }], picture({ seen: [3, 9, 17] }));
  const acknowledged = at(3_251, { kind: "completed", operation: 40, client: "c1", type: "ok", message: answer });
  handled(3_309, "n3", got(toThree), [{ kind: "delivered", value: 17 }], picture({ seen: [9, 3, 17] }));
  const toFive = message("n2", "n5", { type: "gossip", message: 17 });
  handled(3_318, "n2", got(toTwo), [sent(toFive), { kind: "delivered", value: 17 }], picture({ seen: [3, 9, 17] }));
  const lost = at(3_352, { kind: "lost", message: toFour, copy: 1, why: "partition" });
  handled(3_401, "n3", got(toThree, 2), [], picture({ seen: [9, 3, 17] }));
  at(3_420, { kind: "lost", message: toFive, copy: 1, why: "partition" });
  at(5_000, { kind: "healed" });
  at(5_010, { kind: "clock-jumped", node: "n5", byMs: 250 });
  const read = message("c4", "n4", { type: "read", msg_id: 9 });
  const shown = message("n4", "c4", { type: "read_ok", messages: [3, 9], in_reply_to: 9 });
  at(19_400, { kind: "invoked", operation: 77, client: "c4", message: read });
  handled(19_400, "n4", got(read), [sent(shown)], picture({ seen: [3, 9] }));
  const missing = at(19_400, { kind: "completed", operation: 77, client: "c4", type: "ok", message: shown });
  return { ...FACTS, n: 88, scenario: "partitions", check: "nothing-lost", say: "17 was acknowledged at 3,251 ms, and the read on n4 at 19,400 ms does not show it.", nodes: ["n1", "n2", "n3", "n4", "n5"], events, witnesses: [acknowledged, lost, missing] };
}

/** 25 nodes of which few act: one broadcast goes along a chain, and its last hop is lost. */
export function wideBroadcast(hops = 9): Excerpt {
  const { events, at, message, handled } = story();
  const nodes = Array.from({ length: 25 }, (_, index) => `n${index + 1}`);
  let incoming = message("c1", "n1", { type: "broadcast", message: 5, msg_id: 1 });
  at(0, { kind: "invoked", operation: 0, client: "c1", message: incoming });
  for (let hop = 1; hop <= hops; hop += 1) {
    const children = [hop * 2, hop * 2 + 1].map((child) => message(`n${hop}`, `n${Math.min(child, 25)}`, { type: "gossip", message: 5 }));
    handled((hop - 1) * 100, `n${hop}`, got(incoming), children.map((child) => sent(child)), picture({ seen: [5] }));
    incoming = { ...(children[0] as TracedMessage), to: `n${hop + 1}` };
    events.splice(-1, 1, { ...(events.at(-1) as Extract<TraceEvent, { kind: "handled" }>), did: [sent(incoming), ...children.slice(1).map((child) => sent(child))] });
  }
  const lost = at(hops * 100, { kind: "lost", message: incoming, copy: 1, why: "loss" });
  return { ...FACTS, n: 3, scenario: "loss", check: "nothing-lost", say: `5 never reached n${hops + 1}.`, nodes, events, witnesses: [lost] };
}

/** As many events as an excerpt may have, crowded: `nodes` nodes ping each other within a few milliseconds. */
export function crowded(count = 60, nodes = 7): Excerpt {
  const { events, message, handled } = story();
  let incoming: TracedMessage | null = null;
  for (let index = 0; index < count; index += 1) {
    const node: string = incoming?.to ?? "n1";
    const next: TracedMessage = message(node, `n${((index * 5 + 3) % nodes) + 1}`, { type: `ping${index % 4}`, hop: index });
    handled(Math.floor(index / 3) * 0.4, node, incoming === null ? { kind: "boot", restarted: false } : got(incoming), [sent(next)], picture({ hop: index }));
    incoming = next;
  }
  const last = events.at(-1)?.number ?? 0;
  return { ...FACTS, n: 5, scenario: "busy", check: "program", say: "n1 sent more than it may.", nodes: Array.from({ length: nodes }, (_, index) => `n${index + 1}`), events, witnesses: [last] };
}

/** Everything else that can befall a cluster, one after the other, with a service beside it. */
export function underFire(): Excerpt {
  const { events, at, message, handled } = story();
  at(5, { kind: "weather", latency: { kind: "exponential", meanUs: 20_000 }, loss: 0.05, duplication: 0 });
  at(10, { kind: "cut", links: [["n1", "n2"], ["n1", "n3"]] });
  const request = message("n1", "lin-kv", { type: "read", key: "x", msg_id: 1 });
  const reply = message("lin-kv", "n1", { type: "read_ok", value: 7, in_reply_to: 1 });
  handled(20, "n1", { kind: "timer", name: "ask", data: null, setAtUs: 0 }, [sent(request)], picture({ x: null }));
  at(30, { kind: "served", service: "lin-kv", request, reply });
  handled(40, "n1", got(reply), [], picture({ x: 7 }));
  at(50, { kind: "paused", node: "n2" });
  at(60, { kind: "resumed", node: "n2" });
  at(65, { kind: "slowed", node: "n3", service: { kind: "constant", meanUs: 5_000 } });
  const unread = message("n1", "n3", { type: "ping" });
  handled(66, "n1", { kind: "synced" }, [sent(unread)], picture({ x: 7 }));
  at(70, { kind: "healed" });
  at(75, { kind: "clock-drifted", node: "n3", ppm: 200 });
  const full = at(80, { kind: "lost", message: unread, copy: 1, why: "overload" });
  at(85, { kind: "paused", node: "n3" });
  at(90, { kind: "crashed", node: "n3", lostWrites: 1, tornKey: "log", picture: picture(null, { log: ["{"] }) });
  return { ...FACTS, n: 4, scenario: "everything", check: "answers", say: "n3 did not answer.", nodes: ["n1", "n2", "n3"], events, witnesses: [full] };
}
