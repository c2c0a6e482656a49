/**
 * Services beside the cluster, with the protocol and the error codes of Maelstrom (jepsen-io/maelstrom,
 * src/maelstrom/service.clj, doc/services.md): lin-kv is linearizable, seq-kv sequentially consistent, lww-kv converges
 * by last-writer-wins, lin-tso gives timestamps. Requests: `read {key}`, `write {key, value}`,
 * `cas {key, from, to, create_if_not_exists?}`, and for lin-tso `ts {}`.
 */
import { assertNever } from "../kernel/assert";
import { random, type SeededRandom } from "../kernel/seeded-random";
import { jsonKey } from "../checkers/json-key";
import type { ServiceName } from "./cluster-plan";
import type { Address, Body, Json } from "./message";

/** Answers requests in the order in which they come. */
export interface Service {
  /** The body of the reply, without `in_reply_to`. */
  answer(from: Address, request: Body): Body;
}

/** How far behind the newest state a reader of seq-kv may be, as in Maelstrom. */
export const SEQ_STATES_MAX = 32;
/** The fewest that can differ. */
export const LWW_REPLICAS = 2;

/** A service of this name; what it leaves to chance it draws from a stream of its own. */
export function makeService(name: ServiceName, seed: string): Service {
  switch (name) {
    case "lin-kv":
      return new LinKv();
    case "seq-kv":
      return new SeqKv(random(seed, "services/seq-kv"));
    case "lww-kv":
      return new LwwKv(random(seed, "services/lww-kv"));
    case "lin-tso":
      return new LinTso();
    default:
      return assertNever(name, "a service");
  }
}

const failure = (code: number, text: string): Body => ({ type: "error", code, text });
const MISSING = failure(20, "key does not exist");

/** What a request does to a key-value store that holds `held` under its key. `put` is the value to be written, if any. */
interface Outcome {
  readonly reply: Body;
  readonly put?: Json;
}

function outcomeOf(request: Body, held: Json | undefined): Outcome {
  switch (request.type) {
    case "read":
      return { reply: held === undefined ? MISSING : { type: "read_ok", value: held } };
    case "write": {
      const { value } = request;
      return value === undefined ? { reply: failure(12, "a write needs a value") } : { reply: { type: "write_ok" }, put: value };
    }
    case "cas":
      return compareAndSet(request, held);
    default:
      return { reply: failure(10, `this service knows no ${request.type}`) };
  }
}

function compareAndSet({ from, to, create_if_not_exists: creates }: Body, held: Json | undefined): Outcome {
  if (to === undefined || (from === undefined && creates !== true)) return { reply: failure(12, "a cas needs from and to") };
  if (held === undefined) return creates === true ? { reply: { type: "cas_ok" }, put: to } : { reply: MISSING };
  if (from !== undefined && jsonKey(held) === jsonKey(from)) return { reply: { type: "cas_ok" }, put: to };
  return { reply: failure(22, `current value ${JSON.stringify(held)} is not ${JSON.stringify(from ?? null)}`) };
}

/** The key of a request as a text, or null where it has none. */
const keyOf = ({ key }: Body): string | null => (key === undefined ? null : jsonKey(key));
const NO_KEY = failure(12, "a request needs a key");

class LinKv implements Service {
  private readonly values = new Map<string, Json>();

  answer(_: Address, request: Body): Body {
    const key = keyOf(request);
    if (key === null) return NO_KEY;
    const { reply, put } = outcomeOf(request, this.values.get(key));
    if (put !== undefined) this.values.set(key, put);
    return reply;
  }
}

/**
 * Keeps its latest states. A request is tried on one of them, not older than what its sender has seen; only if it changes
 * nothing there is that the answer. What changes something takes place in the newest state. A write of what is there
 * already changes nothing, and so does not make its sender see what is new (Maelstrom, issue 39).
 */
class SeqKv implements Service {
  private states: readonly ReadonlyMap<string, Json>[] = [new Map()];
  /** How many states there have been before the first that is kept. */
  private forgotten = 0;
  private readonly seen = new Map<Address, number>();

  constructor(private readonly chance: SeededRandom) {}

  answer(from: Address, request: Body): Body {
    const key = keyOf(request);
    if (key === null) return NO_KEY;
    const newest = this.forgotten + this.states.length - 1;
    const oldest = Math.max(this.seen.get(from) ?? 0, this.forgotten);
    const tried = oldest + this.chance.index(newest - oldest + 1);
    const there = outcomeOf(request, this.state(tried).get(key));
    if (!changes(there, this.state(tried).get(key))) {
      this.seen.set(from, tried);
      return there.reply;
    }
    const { reply, put } = outcomeOf(request, this.state(newest).get(key));
    const isNew = put !== undefined && changes({ reply, put }, this.state(newest).get(key));
    if (isNew) this.push(new Map(this.state(newest)).set(key, put));
    this.seen.set(from, newest + (isNew ? 1 : 0));
    return reply;
  }

  private state(index: number): ReadonlyMap<string, Json> {
    return this.states[index - this.forgotten] ?? new Map();
  }

  private push(state: ReadonlyMap<string, Json>): void {
    this.forgotten += Math.max(this.states.length + 1 - SEQ_STATES_MAX, 0);
    this.states = [...this.states, state].slice(-SEQ_STATES_MAX);
  }
}

const changes = ({ put }: Outcome, held: Json | undefined): boolean => put !== undefined && (held === undefined || jsonKey(held) !== jsonKey(put));

/** A value and the Lamport time at which it was written. */
interface Stamped {
  readonly at: number;
  readonly value: Json;
}

interface Replica {
  clock: number;
  readonly values: Map<string, Stamped>;
}

/** Before each request one replica, drawn by chance, learns what another one knows; then any of them answers. */
class LwwKv implements Service {
  private readonly replicas: readonly Replica[] = Array.from({ length: LWW_REPLICAS }, () => ({ clock: 0, values: new Map<string, Stamped>() }));

  constructor(private readonly chance: SeededRandom) {}

  answer(_: Address, request: Body): Body {
    const key = keyOf(request);
    if (key === null) return NO_KEY;
    merge(this.any(), this.any());
    const replica = this.any();
    const { reply, put } = outcomeOf(request, replica.values.get(key)?.value);
    if (put !== undefined) {
      replica.values.set(key, { at: replica.clock, value: put });
      replica.clock += 1;
    }
    return reply;
  }

  private any(): Replica {
    return this.replicas[this.chance.index(LWW_REPLICAS)] as Replica;
  }
}

function merge(from: Replica, into: Replica): void {
  into.clock = Math.max(into.clock, from.clock);
  for (const [key, theirs] of from.values) {
    const ours = into.values.get(key);
    if (ours === undefined || isLater(theirs, ours)) into.values.set(key, theirs);
  }
}

/** Of two values with the same time the one that comes later as a text: both replicas must choose the same. */
const isLater = (one: Stamped, other: Stamped): boolean => one.at > other.at || (one.at === other.at && jsonKey(one.value) > jsonKey(other.value));

class LinTso implements Service {
  private next = 0;

  answer(_: Address, { type }: Body): Body {
    if (type !== "ts") return failure(10, `this service knows no ${type}`);
    this.next += 1;
    return { type: "ts_ok", ts: this.next - 1 };
  }
}
