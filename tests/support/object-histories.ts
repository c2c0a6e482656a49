/**
 * Histories of objects, drawn by chance: a real object behind clients that run at once, crash, and give up before their
 * request takes effect. `spoil` changes one answer, which may or may not make the history impossible.
 */
import { operationsOf, type HistoryEvent, type Operation } from "@/domain/checkers/history/operations";
import type { SeededRandom } from "@/domain/kernel/seeded-random";
import type { Json } from "@/domain/simulator/message";

export interface Request {
  readonly f: string;
  readonly value: Json;
}

/** The object again, written without any of the code under test. */
export interface DrawnObject<State> {
  readonly initial: State;
  /** The requests whose answers say something. */
  readonly answering: readonly string[];
  draw(chance: SeededRandom, next: number): Request;
  /** What it answers and what it becomes. "refused": it answers with fail and nothing has changed. */
  apply(state: State, request: Request): { readonly state: State; readonly result: Json } | "refused";
  /** Another answer of the same form; without it, the answer of another request of the same kind. */
  spoilt?(answer: Json, chance: SeededRandom): Json;
}

export interface Drawing {
  readonly processes: number;
  readonly operations: number;
  /** How likely it is that a client never hears of its request. */
  readonly crashes: number;
}

interface Pending {
  readonly process: number;
  readonly request: Request;
  answer: { readonly type: "ok" | "fail"; readonly value: Json } | null;
}

/** A history that the object really had. */
export function drawHistory<State>(object: DrawnObject<State>, chance: SeededRandom, { processes, operations, crashes }: Drawing): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const clients: (Pending | null)[] = Array.from({ length: processes }, () => null);
  const names = clients.map((_, index) => index);
  /** Requests without a client, which may yet take effect. */
  const stray: Pending[] = [];
  let state = object.initial;
  let [asked, next] = [0, processes];
  const takeEffect = (pending: Pending) => {
    const outcome = object.apply(state, pending.request);
    if (outcome !== "refused") state = outcome.state;
    pending.answer = outcome === "refused" ? { type: "fail", value: pending.request.value } : { type: "ok", value: outcome.result };
  };
  while (asked < operations || clients.some((client) => client !== null)) {
    const at = chance.index(processes);
    const pending = clients[at] ?? null;
    if (stray.length > 0 && chance.fraction() < 0.1) takeEffect(stray.splice(chance.index(stray.length), 1)[0] as Pending);
    if (pending === null) {
      if (asked === operations) continue;
      const request = object.draw(chance, asked);
      asked += 1;
      clients[at] = { process: names[at] as number, request, answer: null };
      events.push({ process: names[at] as number, type: "invoke", ...request });
    } else if (chance.fraction() < crashes / 2) {
      if (pending.answer === null) stray.push(pending);
      if (chance.fraction() < 0.5) events.push({ process: pending.process, type: "info", ...pending.request });
      clients[at] = null;
      names[at] = next;
      next += 1;
    } else if (pending.answer === null) takeEffect(pending);
    else {
      events.push({ process: pending.process, f: pending.request.f, ...pending.answer });
      clients[at] = null;
    }
  }
  return events;
}

/** The same history with one answer changed; where answers say nothing, with one refusal made a success. */
export function spoil(events: readonly HistoryEvent[], { answering, spoilt }: Pick<DrawnObject<unknown>, "answering" | "spoilt">, chance: SeededRandom): HistoryEvent[] {
  const answers = events.flatMap(({ type, f }, index) => ((answering.length === 0 ? type === "fail" : type === "ok" && answering.includes(f)) ? [index] : []));
  const at = answers[chance.index(Math.max(1, answers.length))];
  if (at === undefined) return [...events];
  const { f, value: answer } = events[at] as HistoryEvent;
  if (answering.length === 0) return events.map((event, index) => (index === at ? { ...event, type: "ok" } : event));
  const others = events.filter((event) => event.f === f && event.type === "ok").map(({ value }) => value);
  const value = spoilt === undefined ? (others[chance.index(others.length)] ?? null) : spoilt(answer, chance);
  return events.map((event, index) => (index === at ? { ...event, value } : event));
}

export function operationsOrThrow(events: readonly HistoryEvent[]): Operation[] {
  const paired = operationsOf(events);
  if (!paired.ok) throw new Error(`Event ${paired.error.event} does not fit: ${paired.error.reason}`);
  return paired.value;
}

/** Whether some order of the operations, with any of those that nobody knows of left out, is one that the object could have had. */
export function hasOrder<State>(object: DrawnObject<State>, operations: readonly Operation[], initial = object.initial): boolean {
  const happened = operations.filter(({ type }) => type !== "fail");
  const placeable = (placed: ReadonlySet<Operation>, one: Operation) =>
    !placed.has(one) && happened.every((other) => placed.has(other) || other.type !== "ok" || (other.completed ?? Infinity) > one.invoked);
  const search = (state: State, placed: ReadonlySet<Operation>): boolean =>
    happened.every((one) => placed.has(one) || one.type !== "ok") ||
    happened.some((one) => {
      if (!placeable(placed, one)) return false;
      const outcome = object.apply(state, one);
      if (outcome === "refused") return false;
      if (one.type === "ok" && JSON.stringify(outcome.result) !== JSON.stringify(one.result)) return false;
      return search(outcome.state, new Set([...placed, one]));
    });
  return search(initial, new Set());
}
