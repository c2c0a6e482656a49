/** What may happen next in a run that is led by hand. */
import type { PlannedOperation } from "../cluster-plan";
import type { HistoryEntry } from "../history";
import type { Address } from "../message";
import type { TracedMessage } from "../trace";
import type { Entry, ManualAgenda, Of } from "./manual-agenda";

export interface OfferedMessage {
  readonly message: TracedMessage;
  readonly copy: 1 | 2;
  /** When it would arrive by itself; null: it would be lost by itself */
  readonly dueAtUs: number | null;
  /** An earlier message of a link that keeps the order goes first */
  readonly waitsForItsTurn: boolean;
}

export interface OfferedTimer {
  readonly node: Address;
  readonly kind: "timer" | "rpc-timeout";
  /** Of the timer; of a time-out whom the request went to. */
  readonly name: string;
  readonly dueAtUs: number;
  /** Another one of its node is due before it */
  readonly waitsForItsTurn: boolean;
}

export interface OfferedOperation {
  readonly operation: number;
  readonly client: Address;
  readonly node: Address;
  readonly f: string;
  readonly value: PlannedOperation["value"];
}

export interface OfferedNode {
  readonly node: Address;
  readonly isUp: boolean;
  readonly isPaused: boolean;
  readonly unsyncedWrites: number;
  /** It waits for the end of an fsync */
  readonly isSyncing: boolean;
}

export interface Offers {
  readonly messages: readonly OfferedMessage[];
  readonly timers: readonly OfferedTimer[];
  readonly nodes: readonly OfferedNode[];
  /** The next request of each client that waits for no answer. */
  readonly operations: readonly OfferedOperation[];
  /** Requests that wait for their answer. */
  readonly waiting: readonly OfferedOperation[];
  /** The next fault of the plan, and when it would strike by itself. */
  readonly planned: { readonly what: PlannedFault; readonly node: Address | null; readonly atUs: number } | null;
}

export type PlannedFault = Of<"fault">["fault"]["kind"] | "crash-ends" | "pause-ends";

/** More is offered to nobody: a list that nobody reads. */
export const OFFERED_MAX = 200;

export interface Known {
  readonly operations: readonly PlannedOperation[];
  readonly history: readonly HistoryEntry[];
  readonly isFifo: boolean;
  /** A service, or a node of the cluster */
  readonly isPlace: (address: Address) => boolean;
}

export function offersOf(agenda: ManualAgenda, known: Known): Offers {
  return {
    messages: messagesOf(agenda, known).slice(0, OFFERED_MAX),
    timers: timersOf(agenda).slice(0, OFFERED_MAX),
    nodes: nodesOf(agenda),
    operations: operationsOf(agenda, known).slice(0, OFFERED_MAX),
    waiting: waitingOf(agenda, known).slice(0, OFFERED_MAX),
    planned: plannedOf(agenda),
  };
}

/** A message that takes time: not one of or to a client, nor one to oneself or to nobody. */
export const isUnderWay = ({ wire: { message: { from, to } } }: Of<"arrive">, isPlace: Known["isPlace"]): boolean => from !== to && isPlace(from) && isPlace(to);

function messagesOf(agenda: ManualAgenda, { isPlace, isFifo }: Known): OfferedMessage[] {
  const led = new Set<string>();
  return agenda.pending("arrive").filter(({ event }) => isUnderWay(event, isPlace)).map(({ atUs, event: { wire: { message }, copy, lost } }) => {
    const link = `${message.from}>${message.to}`;
    const waitsForItsTurn = isFifo && led.has(link);
    led.add(link);
    return { message, copy, dueAtUs: lost ? null : atUs, waitsForItsTurn };
  });
}

function timersOf(agenda: ManualAgenda): OfferedTimer[] {
  const led = new Set<Address>();
  return agenda.pending("timer", "rpc-timeout").map(({ atUs, event }) => {
    const node = event.node.id;
    const waitsForItsTurn = led.has(node);
    led.add(node);
    const name = event.kind === "timer" ? event.name : (event.node.rpcs.get(event.msgId)?.to ?? "");
    return { node, kind: event.kind, name, dueAtUs: atUs, waitsForItsTurn };
  });
}

function nodesOf(agenda: ManualAgenda): OfferedNode[] {
  const syncing = new Set(agenda.pending("synced").map(({ event }) => event.node.id));
  return [...agenda.nodes.values()].map(({ id, isUp, isPaused, disk }) => ({ node: id, isUp, isPaused, unsyncedWrites: disk.unsyncedWrites, isSyncing: syncing.has(id) }));
}

const offered = (operation: number, { client, node, f, value }: PlannedOperation): OfferedOperation => ({ operation, client: `c${client + 1}`, node, f, value });

function operationsOf(agenda: ManualAgenda, known: Known): OfferedOperation[] {
  const busy = new Set(pendingOperations(known).map((operation) => known.operations[operation]?.client));
  return agenda.pending("operation").flatMap(({ event: { operation } }) => {
    const planned = known.operations[operation];
    if (planned === undefined || busy.has(planned.client)) return [];
    busy.add(planned.client);
    return [offered(operation, planned)];
  });
}

function waitingOf(agenda: ManualAgenda, known: Known): OfferedOperation[] {
  const mayGiveUp = new Set(agenda.pending("client-timeout").map(({ event }) => event.operation));
  return pendingOperations(known).flatMap((operation) => {
    const planned = known.operations[operation];
    return planned === undefined || !mayGiveUp.has(operation) ? [] : [offered(operation, planned)];
  });
}

/** Requests that were sent and not yet answered. */
export function pendingOperations({ history }: Pick<Known, "history">): number[] {
  const pending = new Set<number>();
  for (const { type, operation } of history) {
    if (type === "invoke") pending.add(operation);
    else pending.delete(operation);
  }
  return [...pending];
}

/** The earliest fault that is still to come, or end of one. */
export const nextPlanned = (agenda: ManualAgenda): Entry<Of<"fault" | "recover">> | undefined => agenda.pending("fault", "recover")[0];

function plannedOf(agenda: ManualAgenda): Offers["planned"] {
  const next = nextPlanned(agenda);
  if (next === undefined) return null;
  const { atUs, event } = next;
  if (event.kind === "recover") return { what: event.from === "crash" ? "crash-ends" : "pause-ends", node: event.node.id, atUs };
  const { fault } = event;
  return { what: fault.kind, node: "node" in fault && typeof fault.node === "string" ? fault.node : null, atUs };
}
