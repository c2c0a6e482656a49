/** What may happen next, as the rows that a reader goes through. */
import type { Address } from "@/domain/simulator/message";
import type { Choice } from "@/domain/simulator/manual/choice";
import type { OfferedNode, Offers } from "@/domain/simulator/manual/offers";
import { counted } from "@/ui/words";
import { bodyWords, timeWords, valueWords } from "../spacetime/describe-event";

export type ActionKey = "Enter" | "D" | "L" | "X" | "R" | "N" | "G";

export interface RowAction {
  readonly key: ActionKey;
  readonly words: string;
  readonly choice: Choice;
}

export interface ChoiceRow {
  /** The same for the same thing after another step */
  readonly id: string;
  readonly says: string;
  /** When it would happen by itself, or what hinders it */
  readonly aside: string;
  /** The first is the usual one. None: it waits for its turn. */
  readonly actions: readonly RowAction[];
  /** Whom a crash concerns while the row is chosen */
  readonly node: Address | null;
}

export interface RowGroup {
  readonly title: string;
  readonly rows: readonly ChoiceRow[];
}

/** Of the ways to crash the first few and the last: how much of what is not synced stays. */
const CRASHES_MAX = 4;
/** So much happens by itself at a time. */
const EVENTS_BY_ITSELF = 20;

/** All that may come next; empty where the run has ended. */
export function rowGroups(offers: Offers, nowUs: number): readonly RowGroup[] {
  const groups = [...messageGroups(offers, nowUs), ...offers.nodes.map((node) => nodeGroup(node, offers, nowUs)), clientGroup(offers), planGroup(offers, nowUs), BY_ITSELF];
  return groups.filter(({ rows }) => rows.length > 0);
}

/** A time to come, from now: "in 12 ms", "overdue". */
const inWords = (atUs: number, nowUs: number): string => (atUs > nowUs ? `in ${timeWords(atUs - nowUs)}` : "due");

const NEXT_TURN = "after the one before it";

function messageGroups({ messages }: Offers, nowUs: number): RowGroup[] {
  const links = new Map<string, ChoiceRow[]>();
  for (const { message, copy, dueAtUs, waitsForItsTurn } of messages) {
    const { from, to, number, body } = message;
    const of = { message: number, copy };
    const row: ChoiceRow = {
      id: `message ${number}.${copy}`,
      says: `${bodyWords(body)}${copy === 2 ? ", copy 2" : ""}`,
      aside: waitsForItsTurn ? NEXT_TURN : dueAtUs === null ? "lost by itself" : inWords(dueAtUs, nowUs),
      actions: waitsForItsTurn
        ? []
        : [
            { key: "Enter", words: "Deliver", choice: { kind: "deliver", ...of } },
            { key: "D", words: "Drop", choice: { kind: "drop", ...of } },
            { key: "L", words: "Later", choice: { kind: "delay", ...of } },
          ],
      node: to,
    };
    const link = `${from} → ${to}`;
    links.set(link, [...(links.get(link) ?? []), row]);
  }
  return [...links].map(([title, rows]) => ({ title, rows }));
}

function nodeGroup(state: OfferedNode, { timers }: Offers, nowUs: number): RowGroup {
  const { node, isUp, isPaused, isSyncing } = state;
  const own = timers.filter((timer) => timer.node === node);
  const timerRows = own.map(({ kind, name, dueAtUs, waitsForItsTurn }, index): ChoiceRow => ({
    id: `timer ${node} ${kind} ${name} ${index}`,
    says: kind === "timer" ? `timer “${name}”` : `no answer from ${name}`,
    aside: waitsForItsTurn ? NEXT_TURN : inWords(dueAtUs, nowUs),
    actions: waitsForItsTurn ? [] : [{ key: "Enter", words: kind === "timer" ? "Fire" : "Give up", choice: { kind: "timer", node } }],
    node,
  }));
  const sync: ChoiceRow = { id: `sync ${node}`, says: "fsync", aside: "the disk is at work", actions: [{ key: "Enter", words: "Done", choice: { kind: "synced", node } }], node };
  return { title: `${node}${isUp ? "" : ", down"}${isPaused ? ", paused" : ""}`, rows: [...(isSyncing ? [sync] : []), ...timerRows, ...(isUp ? crashRows(state) : [restartRow(node)])] };
}

const restartRow = (node: Address): ChoiceRow => ({ id: `restart ${node}`, says: "restart", aside: "", actions: [{ key: "Enter", words: "Restart", choice: { kind: "restart", node } }], node });

function crashRows({ node, unsyncedWrites }: OfferedNode): ChoiceRow[] {
  const all = Array.from({ length: unsyncedWrites + 1 }, (_, keeps) => keeps);
  return all
    .filter((keeps) => keeps < CRASHES_MAX - 1 || keeps === unsyncedWrites)
    .map((keeps) => ({ id: `crash ${node} ${keeps}`, says: "crash", aside: keptWords(keeps, unsyncedWrites), actions: [{ key: "Enter", words: "Crash", choice: { kind: "crash", node, keeps } }], node }));
}

function keptWords(keeps: number, of: number): string {
  if (of === 0) return "nothing is unsynced";
  if (keeps === 0) return `${counted(of, "unsynced write")} lost`;
  return keeps === of ? `${counted(of, "unsynced write")} kept` : `the first ${keeps} of ${counted(of, "unsynced write")} kept`;
}

function clientGroup({ operations, waiting }: Offers): RowGroup {
  const asks = operations.map(({ operation, client, node, f, value }): ChoiceRow => ({
    id: `operation ${operation}`,
    says: `${client} asks ${node}: ${f}${value === null ? "" : ` ${valueWords(value)}`}`,
    aside: "",
    actions: [{ key: "Enter", words: "Ask", choice: { kind: "invoke", operation } }],
    node,
  }));
  const waits = waiting.map(({ operation, client, node, f }): ChoiceRow => ({
    id: `waiting ${operation}`,
    says: `${client} waits for ${node}: ${f}`,
    aside: "",
    actions: [{ key: "Enter", words: "Give up", choice: { kind: "give-up", operation } }],
    node,
  }));
  return { title: "Clients", rows: [...asks, ...waits] };
}

const PLANNED: Readonly<Record<NonNullable<Offers["planned"]>["what"], string>> = {
  partition: "a partition",
  cut: "links are cut",
  isolate: "a node is cut off",
  heal: "the network heals",
  crash: "a crash",
  restart: "a restart",
  pause: "a pause",
  resume: "the end of a pause",
  slow: "a node becomes slow",
  "clock-jump": "a clock jumps",
  "clock-drift": "a clock drifts",
  weather: "the network changes",
  "crash-ends": "the restart after a crash",
  "pause-ends": "the end of a pause",
};

function planGroup({ planned }: Offers, nowUs: number): RowGroup {
  if (planned === null) return { title: "", rows: [] };
  const { what, node, atUs } = planned;
  return {
    title: "Next planned fault",
    rows: [{ id: "planned", says: `${PLANNED[what]}${node === null ? "" : ` of ${node}`}`, aside: inWords(atUs, nowUs), actions: [{ key: "Enter", words: "Let it strike", choice: { kind: "planned" } }], node }],
  };
}

const alone = (id: string, says: string, key: ActionKey, choice: Choice): ChoiceRow => ({ id, says, aside: "", actions: [{ key, words: "Let it run", choice }], node: null });

const BY_ITSELF: RowGroup = {
  title: "By itself from here on",
  rows: [
    alone("next", "the next event", "N", { kind: "run", events: 1 }),
    alone("some", `${EVENTS_BY_ITSELF} events`, "Enter", { kind: "run", events: EVENTS_BY_ITSELF }),
    alone("end", "to the end of the run", "G", { kind: "finish" }),
  ],
};

/** What a letter does while a row is chosen: one of its own actions, or what the letter always means. */
export function choiceOfKey(key: ActionKey, groups: readonly RowGroup[], row: ChoiceRow | null): Choice | null {
  const rows = groups.flatMap((group) => group.rows);
  const own = row?.actions.find((action) => action.key === key)?.choice;
  if (own !== undefined) return own;
  if (key === "X") return row === null || row.node === null ? null : (rows.find(({ id }) => id === `crash ${row.node} 0`)?.actions[0]?.choice ?? null);
  if (key === "R") return (rows.find(({ id }) => id === `restart ${row?.node}`) ?? rows.find(({ id }) => id.startsWith("restart ")))?.actions[0]?.choice ?? null;
  if (key === "N" || key === "G") return rows.flatMap(({ actions }) => actions).find((action) => action.key === key)?.choice ?? null;
  return null;
}

/** What was chosen, where no event tells it better. */
export function choiceWords(choice: Choice): string {
  switch (choice.kind) {
    case "delay":
      return `message ${choice.message} comes a second later`;
    case "run":
      return `${counted(choice.events, "event")} by itself`;
    case "finish":
      return "to the end by itself";
    default:
      return "nothing that shows";
  }
}
