/**
 * A key whose value tells its own past. If no two texts that were put or appended begin alike (none is the beginning of
 * another one), every value that was read falls apart into the texts it was made of in one way only: a put, or nothing,
 * and the appends behind it. All that is read between two puts must then lie on one chain, which the longest read shows,
 * and a state that leaves it too early is a dead end. This turns a search that is hopeless with 50 clients into a short one.
 */
import { type Call, isRequired } from "../call";
import { IMPOSSIBLE, type Machine } from "../machine";

/** The chain that begins with nothing; the others are named by the call of their put. */
const FROM_NOTHING = -1;

/** Chains of states: 0 is "nobody will read this any more", then the links of one chain after the other. */
const UNREAD = 0;

export interface Chains {
  /** For each chain, the appends of the longest value that was read on it. */
  readonly links: ReadonlyMap<number, readonly number[]>;
  /** For each get, the chain and how many appends it shows; null: no order can make this value. */
  readonly shown: ReadonlyMap<number, { readonly chain: number; readonly length: number } | null>;
  /** Whether what was put or appended appears in anything that was read. */
  isSeen(call: number): boolean;
}

/** Null if values do not tell what they were made of. */
export function chainsOf(calls: readonly Call[]): Chains | null {
  const pieces = piecesOf(calls);
  if (pieces === null) return null;
  const lengths = [...new Set([...pieces.keys()].map((text) => text.length))];
  const parsed = new Map<number, number[] | null>();
  calls.forEach((call, index) => {
    if (call.f === "get" && isRequired(call)) parsed.set(index, parse(call.result ?? "", pieces, lengths, calls));
  });
  const links = new Map<number, readonly number[]>();
  const shown = new Map<number, { chain: number; length: number } | null>();
  for (const [get, made] of parsed) {
    if (made === null) {
      shown.set(get, null);
      continue;
    }
    const isPut = made[0] !== undefined && calls[made[0]]?.f === "put";
    const chain = isPut ? (made[0] as number) : FROM_NOTHING;
    const appends = isPut ? made.slice(1) : made;
    shown.set(get, { chain, length: appends.length });
    if (appends.length >= (links.get(chain)?.length ?? 0)) links.set(chain, appends);
  }
  for (const [get, made] of parsed) if (made !== null && !isBeginningOf(made, shown.get(get)?.chain ?? FROM_NOTHING, links)) shown.set(get, null);
  const seen = new Set([...links].flatMap(([chain, appends]) => [chain, ...appends]));
  return { links, shown, isSeen: (call) => seen.has(call) };
}

/** Each text that was put or appended, and by which call; null if one is no text, or is the beginning of another one. */
function piecesOf(calls: readonly Call[]): Map<string, number> | null {
  const pieces = new Map<string, number>();
  for (const [index, { f, value, result }] of calls.entries()) {
    if (f === "cas" || (f === "get" && result !== undefined && result !== null && typeof result !== "string")) return null;
    if (f === "get") continue;
    if (typeof value !== "string" || value === "" || pieces.has(value)) return null;
    pieces.set(value, index);
  }
  const sorted = [...pieces.keys()].sort();
  return sorted.some((text, at) => sorted[at + 1]?.startsWith(text) === true) ? null : pieces;
}

/** The calls that a value was made by; null if it cannot have been made. */
function parse(value: unknown, pieces: ReadonlyMap<string, number>, lengths: readonly number[], calls: readonly Call[]): number[] | null {
  if (typeof value !== "string") return null;
  const made = new Set<number>();
  for (let at = 0; at < value.length; ) {
    const piece = lengths.map((length) => value.slice(at, at + length)).find((text) => pieces.has(text));
    const call = piece === undefined ? undefined : pieces.get(piece);
    if (piece === undefined || call === undefined || made.has(call) || (made.size > 0 && calls[call]?.f === "put")) return null;
    made.add(call);
    at += piece.length;
  }
  return [...made];
}

function isBeginningOf(made: readonly number[], chain: number, links: Chains["links"]): boolean {
  const appends = chain === FROM_NOTHING ? made : made.slice(1);
  return appends.every((call, at) => links.get(chain)?.[at] === call);
}

export class ChainMachine implements Machine {
  readonly #calls: readonly Call[];
  readonly #chains: Chains;
  readonly initial: number;
  /** State of a chain before its first append. */
  readonly #starts = new Map<number, number>();
  /** For each state, the append that leads on; -1 at the end of a chain. */
  readonly #onward: number[] = [IMPOSSIBLE];
  readonly #shownAt: Int32Array;

  constructor(calls: readonly Call[], chains: Chains) {
    this.#calls = calls;
    this.#chains = chains;
    for (const [chain, appends] of [[FROM_NOTHING, chains.links.get(FROM_NOTHING) ?? []] as const, ...chains.links]) {
      if (this.#starts.has(chain)) continue;
      this.#starts.set(chain, this.#onward.length);
      this.#onward.push(...appends, IMPOSSIBLE);
    }
    this.initial = this.#starts.get(FROM_NOTHING) ?? UNREAD;
    this.#shownAt = Int32Array.from(calls, (_, call) => {
      const shown = chains.shown.get(call) ?? null;
      return shown === null ? IMPOSSIBLE : (this.#starts.get(shown.chain) ?? UNREAD) + shown.length;
    });
  }

  step(state: number, call: number): number {
    const { f } = this.#calls[call] as Call;
    if (f === "get") return this.#shownAt[call] === state ? state : IMPOSSIBLE;
    const onward = this.#onward[state] as number;
    const isAtEnd = onward === IMPOSSIBLE;
    if (f === "put") return isAtEnd ? (this.#starts.get(call) ?? UNREAD) : IMPOSSIBLE;
    if (isAtEnd) return UNREAD;
    return onward === call ? state + 1 : IMPOSSIBLE;
  }

  isReadOnly(call: number): boolean {
    return this.#calls[call]?.f === "get";
  }

  /** Every text is another one. */
  classOf(call: number): string {
    return String(call);
  }

  describe(state: number): string {
    if (state === UNREAD) return "a value that nobody read";
    const [chain, start] = [...this.#starts].findLast(([, first]) => first <= state) ?? [FROM_NOTHING, state];
    const made = [chain, ...(this.#chains.links.get(chain) ?? []).slice(0, state - start)];
    return JSON.stringify(made.map((call) => (call === FROM_NOTHING ? "" : this.#calls[call]?.value)).join(""));
  }
}
