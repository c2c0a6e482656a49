/**
 * Is there an order of the operations, in which each takes effect at one moment between its invocation and its
 * completion, that the object could have had (Herlihy & Wing, 1990)? A history is linearizable exactly if it is so key by
 * key, so the keys are searched one by one, in turns: an impossible one is found early, however hard the others are.
 */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";
import { isList, jsonKey } from "../json-key";
import { BreadthFirst } from "./breadth-first";
import { type Call, callsOf } from "./call";
import { DepthFirst } from "./depth-first";
import type { ObjectModel } from "./machine";
import { kv } from "./models/kv";
import { multiRegister } from "./models/multi-register";
import { mutex } from "./models/mutex";
import { queue } from "./models/queue";
import { register } from "./models/register";
import { set } from "./models/set";
import { BEFORE, minimise } from "./minimise";
import { firstImpossibleReturn, prefixUntil, returnsOf } from "./prefix";
import { Race } from "./race";
import type { SearchStatus } from "./search";
import { checkZones } from "./zones";

export type ObjectName = "register" | "kv" | "queue" | "mutex" | "set" | "multi-register";

/** The object that a history is about. What it held at first is sometimes known from the history alone. */
const OBJECT_MODELS: Readonly<Record<ObjectName, (history: readonly Call[]) => ObjectModel>> = {
  register: () => register,
  kv: () => kv,
  queue: () => queue,
  mutex: () => mutex,
  set: () => set,
  "multi-register": multiRegister,
};

export const objectModel = (name: ObjectName, history: readonly Call[]): ObjectModel => OBJECT_MODELS[name](history);

export interface LinearizabilityOptions {
  readonly object: ObjectName;
  /** Values are [key, value], and every key is an object of its own. */
  readonly isKeyed?: boolean;
  /** Attempts to place an operation, over all keys; when they are used up, the verdict is unknown. */
  readonly stepsMax?: number;
}

export const STEPS_MAX = 30_000_000;

export type Engine = "zones" | "wgl" | "jit";

export interface LinearizabilityResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** What decided it; of several keys, the most laborious one. */
  readonly engine: Engine;
  readonly steps: number;
  readonly evidence: NotLinearizable | null;
}

/** Operations are named by their `index`. */
export interface NotLinearizable {
  /** Of the object, where the history is keyed. */
  readonly key: Json | null;
  /** The operation that cannot be placed: with its completion the history became impossible. */
  readonly impossible: number;
  /** It and the few others that leave no room for it, in the order of their invocations. */
  readonly forcing: readonly number[];
  /** Operations whose effect is needed too, whenever it happened. */
  readonly background: readonly number[];
  /** None of them can be left out. False: the search for fewer was cut short, and if many were left only the one is named. */
  readonly isMinimal: boolean;
  /**
   * What was completed by this event matters only through the states that it may have left behind, of which those that
   * make a difference are told. Null: the operations that are named are reason enough.
   */
  readonly past: { readonly until: number; readonly states: readonly string[] } | null;
  /** In what states the object can be when it must take effect, with only those operations taken into account. Empty: too many to tell. */
  readonly states: readonly string[];
  /** The longest linearizable prefix: everything before this event, and how many operations were completed in it. */
  readonly prefix: { readonly endsBefore: number; readonly completed: number };
}

/** So many reasons are named though there may be fewer. */
const FORCING_MAX = 40;

/** Steps for each search of what explains the verdict. */
const EVIDENCE_STEPS_MAX = 500_000;

/** Steps that one key has before the next one has its turn. */
const SLICE_STEPS = 4_000;

export function checkLinearizable(operations: readonly Operation[], options: LinearizabilityOptions): LinearizabilityResult {
  const check = linearizability(operations, options);
  for (;;) {
    const { done, value } = check.next();
    if (done) return value;
  }
}

/** The same in slices, for those who must not be blocked: yields the steps so far. */
export function* linearizability(operations: readonly Operation[], { object, isKeyed = false, stepsMax = STEPS_MAX }: LinearizabilityOptions): Generator<number, LinearizabilityResult> {
  let open = partsOf(operations, isKeyed).map(({ key, calls }) => new PartCheck(objectModel(object, calls), key, calls));
  let [steps, engine]: [number, Engine] = [0, "zones"];
  let isUnknown = false;
  while (open.length > 0 && steps < stepsMax) {
    for (const part of open) {
      const status = part.run(Math.min(SLICE_STEPS, stepsMax - steps));
      steps += part.stepsOfSlice;
      if (ENGINES.indexOf(part.engine) > ENGINES.indexOf(engine)) engine = part.engine;
      if (status === "invalid") return { verdict: "invalid", engine: part.engine, steps, evidence: part.evidence() };
      if (status === "gave-up") isUnknown = true;
      yield steps;
    }
    open = open.filter(({ isOpen }) => isOpen);
  }
  return { verdict: open.length > 0 || isUnknown ? "unknown" : "valid", engine, steps, evidence: null };
}

const ENGINES: readonly Engine[] = ["zones", "wgl", "jit"];

interface Part {
  readonly key: Json | null;
  readonly calls: readonly Call[];
}

/** One part for each key, in the order of their first operations. */
function partsOf(operations: readonly Operation[], isKeyed: boolean): Part[] {
  const calls = callsOf(operations);
  if (!isKeyed) return [{ key: null, calls }];
  const parts = new Map<string, { key: Json; calls: Call[] }>();
  for (const call of calls) {
    const [key = null, value = null] = isList(call.value) ? call.value : [];
    const result = call.result !== undefined && isList(call.result) ? (call.result[1] ?? null) : call.result;
    const name = jsonKey(key);
    const part = parts.get(name) ?? { key, calls: [] };
    parts.set(name, part);
    part.calls.push({ ...call, value, result });
  }
  return [...parts.values()];
}

class PartCheck {
  readonly #model: ObjectModel;
  readonly #key: Json | null;
  readonly #all: readonly Call[];
  /** Not before its first turn: a thousand keys need not be in memory at once. */
  #race: Race | null = null;
  #status: SearchStatus = "searching";
  engine: Engine = "zones";
  stepsOfSlice = 0;

  constructor(model: ObjectModel, key: Json | null, calls: readonly Call[]) {
    this.#model = model;
    this.#key = key;
    this.#all = calls;
  }

  get isOpen(): boolean {
    return this.#status === "searching";
  }

  run(steps: number): SearchStatus {
    if (this.#race === null) {
      const verdict = this.#model === register ? checkZones(this.#all, null).verdict : "not-unique";
      if (verdict !== "not-unique") return (this.#status = verdict);
      const relevant = this.#model.relevant(this.#all);
      this.#race = new Race(relevant, this.#model.machine(relevant));
    }
    const before = this.#race.steps;
    this.#status = this.#race.run(steps);
    this.stepsOfSlice = this.#race.steps - before;
    this.engine = this.#race.leader.name;
    return this.#status;
  }

  /** Why it is invalid. */
  evidence(): NotLinearizable {
    const event = this.#impossibleReturn();
    const prefix = prefixUntil(this.#all, event);
    const impossible = prefix.find(({ returned }) => returned === event) as Call;
    const { calls, machine, initials, cut, isMinimal } = minimise(this.#model === register ? this.#coreByZones(prefix) : prefix, impossible, this.#model);
    const search = new BreadthFirst(calls, machine, initials);
    const isSettled = search.run(EVIDENCE_STEPS_MAX) === "invalid";
    const tight = calls.filter(({ called }) => called !== BEFORE);
    const isTold = isMinimal || tight.length <= FORCING_MAX;
    return {
      key: this.#key,
      impossible: impossible.operation,
      forcing: isTold ? tight.map(({ operation }) => operation) : [impossible.operation],
      background: isTold ? calls.filter((call) => call.called === BEFORE).map(({ operation }) => operation) : [],
      isMinimal,
      past: cut === null ? null : { until: cut, states: initials.map((state) => machine.describe(state)) },
      states: isSettled && isTold ? search.states.map((state) => machine.describe(state)) : [],
      prefix: { endsBefore: event, completed: prefix.filter(({ returned }) => returned < event).length },
    };
  }

  #impossibleReturn(): number {
    const furthest = this.#race?.leader.furthest ?? 0;
    if (this.#race !== null && !this.#model.looksAhead(this.#all)) return returnsOf(this.#all)[furthest] as number;
    if (this.#race !== null) return firstImpossibleReturn(this.#all, furthest, (prefix) => this.#isPossible(prefix));
    return firstImpossibleReturn(this.#all, 0, (prefix) => checkZones(prefix, null).verdict !== "invalid");
  }

  #isPossible(prefix: readonly Call[]): boolean {
    const relevant = this.#model.relevant(prefix);
    return new DepthFirst(relevant, this.#model.machine(relevant)).run(EVIDENCE_STEPS_MAX) !== "invalid";
  }

  /** Zones name the few calls at once. */
  #coreByZones(prefix: readonly Call[]): readonly Call[] {
    const zones = checkZones(prefix, null);
    return zones.verdict === "invalid" ? zones.fault.calls.map((index) => prefix[index] as Call) : prefix;
  }
}
