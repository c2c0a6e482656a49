/** What clients saw of a run: each request as the time from its sending to its answer. */
import type { Address, Json } from "@/domain/simulator/message";
import type { StepEvent, Story } from "../spacetime/read-story";
import { bodyWords } from "../spacetime/describe-event";
import { byId } from "../spacetime/read-story";

/** `open`: the recording ends before its answer; of an `info` nobody knows whether it happened. */
export type Outcome = "ok" | "fail" | "info" | "open";

export interface Operation {
  readonly number: number;
  readonly client: Address;
  readonly node: Address;
  readonly asked: string;
  readonly answered: string;
  readonly outcome: Outcome;
  /** The steps of sending and of answer; null: outside of the recording */
  readonly from: number | null;
  readonly to: number | null;
  readonly fromUs: number | null;
  readonly toUs: number | null;
  /** Whether the violation rests on it */
  readonly isWitness: boolean;
  /** Whether it is the one that breaks the check */
  readonly isViolation: boolean;
}

type Ends = { -readonly [Key in keyof Operation]: Operation[Key] };

/** All operations of a recording, in the order in which they begin. */
export function operationsOf({ steps, violation }: Story): readonly Operation[] {
  const operations = new Map<number, Ends>();
  for (const { number, event, isWitness } of steps) {
    if (event.kind !== "invoked" && event.kind !== "completed") continue;
    const operation = operations.get(event.operation) ?? begun(event);
    operations.set(event.operation, operation);
    operation.isWitness ||= isWitness;
    operation.isViolation ||= number === violation;
    if (event.kind === "invoked") Object.assign(operation, { from: number, fromUs: event.atUs, node: event.message.to, asked: bodyWords(event.message.body) });
    else Object.assign(operation, { to: number, toUs: event.atUs, outcome: event.type, answered: event.message === null ? "no answer" : bodyWords(event.message.body as Json), node: event.message?.from ?? operation.node });
  }
  return [...operations.values()].toSorted((left, right) => (left.from ?? 0) - (right.from ?? 0));
}

const begun = ({ operation, client }: Extract<StepEvent, { kind: "invoked" | "completed" }>): Ends => ({
  number: operation, client, node: "", asked: "", answered: "", outcome: "open", from: null, to: null, fromUs: null, toUs: null, isWitness: false, isViolation: false,
});

export interface PlacedOperation {
  readonly operation: Operation;
  readonly lane: number;
  readonly x1: number;
  readonly x2: number;
}

export interface HistoryLayout {
  readonly clients: readonly Address[];
  readonly operations: readonly PlacedOperation[];
  readonly width: number;
}

/** Room of an end, and of an operation's words. */
const END_PX = 22;
const OPERATION_PX_MIN = 16;

/**
 * One lane a client; each sending and each answer takes one place, in their order, so that what overlaps in time does
 * so in the picture, and nothing else. An operation without an answer reaches to the end: it may happen at any time.
 */
export function layOutHistory(operations: readonly Operation[], widthMin: number): HistoryLayout {
  const clients = [...new Set(operations.map(({ client }) => client))].toSorted(byId);
  const ends = operations.flatMap(({ from, to, outcome }) => [...(from === null ? [] : [from]), ...(to === null || outcome === "info" ? [] : [to])]).toSorted((left, right) => left - right);
  const place = new Map(ends.map((step, index) => [step, index]));
  const step = Math.max(END_PX, widthMin / (ends.length + 1));
  const width = Math.max(widthMin, (ends.length + 1) * step);
  return {
    clients,
    width,
    operations: operations.map((operation) => {
      const { from, to, outcome, client } = operation;
      const x1 = from === null ? 0 : ((place.get(from) ?? 0) + 0.5) * step;
      const x2 = to === null || outcome === "info" ? width : ((place.get(to) ?? 0) + 0.5) * step;
      return { operation, lane: clients.indexOf(client), x1, x2: Math.max(x2, x1 + OPERATION_PX_MIN) };
    }),
  };
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = { ok: "ok", fail: "failed for certain", info: "nobody knows", open: "not yet answered" };

/** An operation in a sentence: what a screen reader says of its bar. */
export function operationWords({ client, node, asked, answered, outcome, isViolation, isWitness }: Operation): string {
  const why = isViolation ? "; cannot be placed" : isWitness ? "; shows the violation" : "";
  return `${client} asks ${node} for ${asked}: ${outcome === "open" ? OUTCOME_WORDS.open : `${answered}, ${OUTCOME_WORDS[outcome]}`}${why}`;
}
