/**
 * Runs nodes in QuickJS: the judge's side. One host is one run of a cluster: an engine of its own with bounded memory,
 * a realm for each life of a node, and a meter on all that code does. Time, memory and depth end at the same place in
 * every process, so the failure that they lead to belongs to the trace.
 */
import type { Address } from "../domain/simulator/message";
import type { NodeHost, ProgramFailure } from "../domain/simulator/node-host";
import { failedReply, withFrames } from "./frames";
import { Engine, GuestError, type Context, type EngineImage, type Value } from "./quickjs-engine";
import { mayUsePromises, PROGRAM_FILE, programText, realmText } from "./realm-text";

/** Gas is counted in units of 10,000 polls of the engine (calls and jumps back): about 0.6 ms of a plain loop. */
export interface QuickJsLimits {
  /** What one handler may burn, its promise jobs included. */
  readonly gasPerCall: number;
  /** What all handlers of all nodes may burn together. */
  readonly gasPerRun: number;
  readonly jobsPerCall: number;
  readonly memoryMiB: number;
  /**
   * Of the program's own calls: about 6,000 plain ones. The thread's real stack must have room for them (32 MB), or it
   * ends first, at a place that differs from run to run.
   */
  readonly stackKiB: number;
}

export const QUICKJS_LIMITS: QuickJsLimits = { gasPerCall: 400, gasPerRun: 40_000, jobsPerCall: 100_000, memoryMiB: 64, stackKiB: 1_024 };

export interface QuickJsHostOptions {
  /** The compiled engine (readQuickJsWasm in node-files.ts): compile it once for many runs. */
  readonly wasm: WebAssembly.Module;
  /** The joined shim (readShim in node-files.ts). */
  readonly shim: string;
  /** A program as `prepareProgram` makes it. */
  readonly js: string;
  readonly limits?: Partial<QuickJsLimits>;
  /** How many nodes the run has: so many realms (and some for restarts) are made in one stroke. */
  readonly nodes?: number;
}

export interface QuickJsHost extends NodeHost {
  /** Gas burnt so far. */
  readonly gasUsed: () => number;
}

/** One node's life: its realm, and the function that runs its calls. */
interface Realm {
  readonly context: Context;
  readonly run: Value;
}

/** A realm with the program in it, of which nodes can be made. */
interface OpenRealm extends EmptyRealm {
  readonly program: Value;
}

/** A closed realm in which no program has run yet. */
interface EmptyRealm {
  readonly context: Context;
  readonly makeNode: Value;
}

/** An engine with closed realms. Closing one takes 5 ms; an engine that goes on from this image has them all in 0.2 ms each. */
interface Stock {
  readonly image: EngineImage;
  readonly realms: readonly EmptyRealm[];
}

const NODES_USUAL = 5;
const REALMS_FOR_RESTARTS = 3;
const STOCKS_MAX = 6;
const PAGES_PER_MIB = 16;

const stocks = new WeakMap<WebAssembly.Module, Map<string, Promise<Stock>>>();

/** Every process makes the same stock by the same steps, so that memory ends at the same place in each. */
function stockOf({ wasm, shim, js, nodes = NODES_USUAL }: QuickJsHostOptions, { memoryMiB, stackKiB }: QuickJsLimits): Promise<Stock> {
  const promises = mayUsePromises(js);
  const key = JSON.stringify([shim, promises, nodes, memoryMiB, stackKiB]);
  const known = stocks.get(wasm) ?? new Map<string, Promise<Stock>>();
  stocks.set(wasm, known);
  const held = known.get(key);
  if (held !== undefined) return held;
  const [oldest] = known.keys();
  if (known.size >= STOCKS_MAX && oldest !== undefined) known.delete(oldest);
  const made = makeStock(engineOptions(wasm, memoryMiB, stackKiB, () => false), realmText(shim), promises, nodes + REALMS_FOR_RESTARTS);
  known.set(key, made);
  return made;
}

const engineOptions = (wasm: WebAssembly.Module, memoryMiB: number, stackKiB: number, shouldStop: () => boolean) =>
  ({ wasm, memoryPagesMax: memoryMiB * PAGES_PER_MIB, stackBytesMax: stackKiB * 1024, shouldStop });

async function makeStock(options: Parameters<typeof Engine.start>[0], realmSource: string, promises: boolean, count: number): Promise<Stock> {
  const engine = await Engine.start(options);
  const realms = Array.from({ length: count }, () => closeRealm(engine, realmSource, promises));
  return { image: engine.image(), realms };
}

function closeRealm(engine: Engine, realmSource: string, promises: boolean): EmptyRealm {
  const context = engine.newContext();
  const lockDown = engine.evaluate(context, realmSource, "shim.js");
  const makeNode = engine.call(context, lockDown, engine.boolean(promises));
  engine.free(context, lockDown);
  return { context, makeNode };
}

/** Why the host stops a run; nothing is run in that engine afterwards. */
class Stop extends Error {
  constructor(
    readonly kind: ProgramFailure["kind"],
    message: string,
    readonly guestStack = "",
  ) {
    super(message);
    this.name = "Stop";
  }
}

class Host implements QuickJsHost {
  private readonly realms = new Map<Address, Realm>();
  private readonly realmSource: string;
  private readonly programSource: string;
  private readonly promises: boolean;
  private readonly emptyRealms: EmptyRealm[] = [];
  private shared: OpenRealm | null = null;
  private engine!: Engine;
  private gas = 0;
  private gasOfCall = 0;
  /** The first failure of the engine; every later call gives it again. */
  private dead: string | null = null;

  constructor(
    private readonly options: QuickJsHostOptions,
    private readonly limits: QuickJsLimits,
    private readonly layout: { readonly sharesRealm: boolean },
  ) {
    this.realmSource = realmText(options.shim);
    this.programSource = programText(options.js);
    this.promises = mayUsePromises(options.js);
  }

  async start(): Promise<this> {
    const { image, realms } = await stockOf(this.options, this.limits);
    const shouldStop = () => {
      this.gas += 1;
      this.gasOfCall += 1;
      return this.isEmpty();
    };
    this.engine = await Engine.start(engineOptions(this.options.wasm, this.limits.memoryMiB, this.limits.stackKiB, shouldStop), image);
    this.emptyRealms.push(...realms);
    return this;
  }

  boot(node: Address, call: string): string {
    return this.guarded(() => {
      if (this.realms.has(node)) this.forget(node);
      const realm = this.open();
      this.realms.set(node, realm);
      return this.run(realm, call);
    });
  }

  handle(node: Address, call: string): string {
    return this.guarded(() => {
      const realm = this.realms.get(node);
      if (realm === undefined) throw new Stop("engine", `${node} was asked to work before it was started.`);
      return this.run(realm, call);
    });
  }

  dispose(node: Address): void {
    if (this.dead !== null || !this.realms.has(node)) return;
    // What fails here fails again, with words, in the next call.
    this.guarded(() => {
      this.forget(node);
      return "";
    });
  }

  gasUsed(): number {
    return this.gas;
  }

  private forget(node: Address): void {
    const realm = this.realms.get(node);
    if (realm === undefined) return;
    this.realms.delete(node);
    this.engine.free(realm.context, realm.run);
    if (this.shared === null) this.engine.freeContext(realm.context);
  }

  private open(): Realm {
    const { engine } = this;
    const realm = this.shared ?? this.openRealm();
    const { context, makeNode, program } = realm;
    if (this.layout.sharesRealm) this.shared = realm;
    const node = engine.call(context, makeNode, program);
    const run = engine.property(context, node, "run");
    for (const value of this.shared === null ? [makeNode, program, node] : [node]) engine.free(context, value);
    return { context, run };
  }

  private openRealm(): OpenRealm {
    const empty = this.emptyRealms.shift() ?? closeRealm(this.engine, this.realmSource, this.promises);
    return { ...empty, program: this.evaluateProgram(empty.context) };
  }

  private evaluateProgram(context: Context): Value {
    try {
      return this.engine.evaluate(context, this.programSource, PROGRAM_FILE);
    } catch (error) {
      // The stripping of types parses the file as well, but does not see every error (two `let` of one name).
      if (error instanceof GuestError && error.guestName === "SyntaxError") throw new Stop("no-program", `SyntaxError: ${error.message}`, error.guestStack);
      throw error;
    }
  }

  private run({ context, run }: Realm, call: string): string {
    const { engine } = this;
    const text = engine.newString(context, call);
    let reply = this.take(context, engine.call(context, run, text));
    engine.free(context, text);
    if (engine.hasJobs) {
      engine.runJobs(this.limits.jobsPerCall, () => this.isEmpty() || engine.isFull);
      if (engine.hasJobs && !engine.isFull) throw new Stop("out-of-gas", this.emptyText());
      reply = this.take(context, engine.call(context, run));
    }
    // Code that was stopped may have been called by the engine itself, which tells nobody.
    if (this.isEmpty()) throw new Stop("out-of-gas", this.emptyText());
    // Likewise where there was no room left: the engine throws null then, for want of room for an error.
    if (engine.isFull) throw new Stop("out-of-memory", this.memoryText());
    return withFrames(reply);
  }

  private take(context: Context, reply: Value): string {
    const text = this.engine.stringOf(context, reply);
    this.engine.free(context, reply);
    return text;
  }

  private isEmpty(): boolean {
    return this.gasOfCall > this.limits.gasPerCall || this.gas > this.limits.gasPerRun;
  }

  private emptyText(): string {
    if (this.gas > this.limits.gasPerRun) return "All handlers of this run together took too many steps. Do less for each message.";
    if (this.gasOfCall > this.limits.gasPerCall) return "One handler took too many steps and was stopped. Look for a loop that does not end.";
    return `One handler made more than ${this.limits.jobsPerCall} promise jobs. Look for promises that start each other without end.`;
  }

  private guarded(work: () => string): string {
    if (this.dead !== null) return this.dead;
    this.gasOfCall = 0;
    try {
      return work();
    } catch (error) {
      this.dead = this.failureOf(error);
      return this.dead;
    }
  }

  private failureOf(error: unknown): string {
    if (error instanceof Stop) return failedReply(error.kind, error.message, error.guestStack);
    if (this.isEmpty()) return failedReply("out-of-gas", this.emptyText(), error instanceof GuestError ? error.guestStack : "");
    if (error instanceof GuestError) {
      if (error.message === "out of memory" || this.engine.isFull) return failedReply("out-of-memory", this.memoryText(), error.guestStack);
      if (error.message === "stack overflow") return failedReply("stack-overflow", "The program's calls are nested too deeply.", error.guestStack);
      return failedReply("engine", `${error.guestName}: ${error.message}`, error.guestStack);
    }
    if (error instanceof RangeError) return failedReply("stack-overflow", "The program's calls or values are nested too deeply.");
    if (this.engine.isFull) return failedReply("out-of-memory", this.memoryText());
    return failedReply("engine", "The engine broke while it ran the program. Look for something unusually large or deep.");
  }

  private memoryText(): string {
    return `The nodes of this run together use more than ${this.limits.memoryMiB} MiB of memory.`;
  }
}

/** A host for one run of a cluster. It holds nothing that must be closed: let it go, and its memory goes. */
export const createQuickJsHost = (options: QuickJsHostOptions): Promise<QuickJsHost> => {
  const limits = { ...QUICKJS_LIMITS, ...options.limits };
  return new Host(options, limits, { sharesRealm: false }).start();
};

/**
 * A host for a search, which starts nodes again thousands of times: they share a realm, as in a browser. What a handler may
 * burn is bounded; how many handlers are run is the search's own budget.
 */
export const createSearchHost = (options: Omit<QuickJsHostOptions, "limits" | "nodes">): Promise<QuickJsHost> =>
  new Host({ ...options, nodes: 0 }, { ...QUICKJS_LIMITS, gasPerRun: Number.POSITIVE_INFINITY }, { sharesRealm: true }).start();
