/**
 * QuickJS behind the few calls that we need. Each engine is a WASM instance of its own, whose memory has a maximum.
 * This speaks the variant's own functions, whose package is pinned: the public library puts objects with life times
 * around every value, and offers host functions to guests, of which ours get none.
 */
import load from "@jitl/quickjs-wasmfile-release-sync/emscripten-module";
import { QuickJSFFI } from "@jitl/quickjs-wasmfile-release-sync/ffi";

type EmscriptenModule = Awaited<ReturnType<typeof load>>;
type Ffi = QuickJSFFI;
export type Context = ReturnType<Ffi["QTS_NewContext"]>;
export type Value = ReturnType<Ffi["QTS_NewString"]>;
type Runtime = ReturnType<Ffi["QTS_NewRuntime"]>;

export interface EngineOptions {
  /** The compiled `@jitl/quickjs-wasmfile-release-sync/wasm`. */
  readonly wasm: WebAssembly.Module;
  readonly memoryPagesMax: number;
  readonly stackBytesMax: number;
  /** Asked every 10,000 polls (calls and jumps back) of running code; true stops it, and the code cannot catch that. */
  readonly shouldStop: () => boolean;
}

/**
 * All that an engine holds, as bytes: a new engine can go on from there. At rest nothing of it is outside its memory
 * (no host functions, no open calls, an empty stack).
 */
export interface EngineImage {
  readonly pages: number;
  /** Stretches that are not all zero. */
  readonly stretches: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly runtime: Runtime;
  readonly text: { readonly at: number; readonly bytes: number };
  readonly arguments: number;
}

/** The engine's own initial memory; a smaller maximum cannot be. */
const MEMORY_PAGES_INITIAL = 256;
const PAGE_BYTES = 64 * 1024;
const STRETCH_BYTES = 4 * 1024;
const BUFFER_BYTES = 64 * 1024;
/** BaseObjects, Eval, StringNormalize, RegExp, RegExpCompiler, JSON, MapSet, TypedArrays, Promise, BigInt: no Date, no Proxy. */
const INTRINSICS = 0b1111_0111_1101;
const JOBS_AT_ONCE = 256;
const FULL = 0.9;

const NO_HOST_FUNCTIONS = () => {
  throw new Error("Nothing of the host is given to a program.");
};

/** What running code threw, as the host sees it. */
export class GuestError extends Error {
  constructor(
    readonly guestName: string,
    message: string,
    readonly guestStack: string,
  ) {
    super(message);
    this.name = "GuestError";
  }
}

async function instantiate({ wasm, memoryPagesMax, shouldStop }: EngineOptions, pages: number): Promise<EmscriptenModule> {
  const module = await load({
    wasmMemory: new WebAssembly.Memory({ initial: pages, maximum: Math.max(memoryPagesMax, pages) }),
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance);
      return instance.exports;
    },
    // An abort of the engine is thrown as well; nothing is to be written to the console.
    printErr: () => undefined,
  } as Parameters<typeof load>[0]);
  return Object.assign(module, {
    callbacks: { callFunction: NO_HOST_FUNCTIONS, loadModuleSource: NO_HOST_FUNCTIONS, normalizeModule: NO_HOST_FUNCTIONS, freeHostRef: () => undefined, shouldInterrupt: () => (shouldStop() ? 1 : 0) },
  });
}

export class Engine {
  private readonly runtime: Runtime;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private readonly text: { at: number; bytes: number };
  private readonly arguments: number;

  private constructor(
    private readonly module: EmscriptenModule,
    private readonly ffi: Ffi,
    private readonly memoryPagesMax: number,
    start: Pick<EngineImage, "runtime" | "text" | "arguments">,
  ) {
    this.runtime = start.runtime;
    this.text = { ...start.text };
    this.arguments = start.arguments;
  }

  /** A fresh engine, or one that goes on from an image of another. */
  static async start(options: EngineOptions, image?: EngineImage): Promise<Engine> {
    const module = await instantiate(options, image?.pages ?? MEMORY_PAGES_INITIAL);
    const ffi = new QuickJSFFI(module);
    if (image !== undefined) {
      for (const { at, bytes } of image.stretches) module.HEAPU8.set(bytes, at);
      return new Engine(module, ffi, options.memoryPagesMax, image);
    }
    const runtime = ffi.QTS_NewRuntime();
    ffi.QTS_RuntimeSetMaxStackSize(runtime, options.stackBytesMax);
    ffi.QTS_RuntimeEnableInterruptHandler(runtime);
    return new Engine(module, ffi, options.memoryPagesMax, { runtime, text: { at: module._malloc(BUFFER_BYTES), bytes: BUFFER_BYTES }, arguments: module._malloc(4) });
  }

  image(): EngineImage {
    const heap = this.module.HEAPU8;
    const stretches: { at: number; bytes: Uint8Array }[] = [];
    for (let at = 0; at < heap.length; at += STRETCH_BYTES) {
      const bytes = heap.slice(at, at + STRETCH_BYTES);
      if (bytes.some((byte) => byte !== 0)) stretches.push({ at, bytes });
    }
    return { pages: heap.length / PAGE_BYTES, stretches, runtime: this.runtime, text: { ...this.text }, arguments: this.arguments };
  }

  newContext(): Context {
    return this.ffi.QTS_NewContext(this.runtime, INTRINSICS as Parameters<Ffi["QTS_NewContext"]>[1]);
  }

  freeContext(context: Context): void {
    this.ffi.QTS_FreeContext(context);
  }

  free(context: Context, value: Value): void {
    this.ffi.QTS_FreeValuePointer(context, value);
  }

  /** The value of an expression. Errors in it name `file`. */
  evaluate(context: Context, text: string, file: string): Value {
    const bytes = this.put(text);
    return this.checked(context, this.ffi.QTS_Eval(context, this.text.at as Parameters<Ffi["QTS_Eval"]>[1], bytes, file, 0 as Parameters<Ffi["QTS_Eval"]>[4], 0 as Parameters<Ffi["QTS_Eval"]>[5]));
  }

  /** Calls a function with one value or none. */
  call(context: Context, callee: Value, argument?: Value): Value {
    const undefinedValue = this.ffi.QTS_GetUndefined();
    if (argument !== undefined) new DataView(this.module.HEAPU8.buffer).setInt32(this.arguments, argument, true);
    return this.checked(context, this.ffi.QTS_Call(context, callee, undefinedValue, argument === undefined ? 0 : 1, this.arguments as Parameters<Ffi["QTS_Call"]>[4]));
  }

  /** A property of an object that nobody but us has touched. */
  property(context: Context, object: Value, name: string): Value {
    const key = this.newString(context, name);
    const value = this.ffi.QTS_GetProp(context, object, key);
    this.free(context, key);
    return this.checked(context, value);
  }

  boolean(value: boolean): Value {
    return (value ? this.ffi.QTS_GetTrue() : this.ffi.QTS_GetFalse()) as unknown as Value;
  }

  /** The text must hold no NUL; JSON never does. */
  newString(context: Context, text: string): Value {
    this.put(text);
    return this.ffi.QTS_NewString(context, this.text.at as Parameters<Ffi["QTS_NewString"]>[1]);
  }

  /** The text of a string value, up to a NUL, which JSON escapes. */
  stringOf(context: Context, value: Value): string {
    const at = this.ffi.QTS_GetString(context, value);
    const heap = this.module.HEAPU8;
    const text = this.decoder.decode(heap.subarray(at, heap.indexOf(0, at)));
    this.ffi.QTS_FreeCString(context, at);
    return text;
  }

  /** Whether its memory has grown to where no more is given (growing asks for some more than is needed). */
  get isFull(): boolean {
    return this.module.HEAPU8.length >= FULL * this.memoryPagesMax * PAGE_BYTES;
  }

  get hasJobs(): boolean {
    return this.ffi.QTS_IsJobPending(this.runtime) !== 0;
  }

  /** Runs promise jobs until there are none, or `most` have run. A job that was stopped does not say so. */
  runJobs(most: number, mustStop: () => boolean): void {
    for (let done = 0; this.hasJobs && done < most && !mustStop(); done += JOBS_AT_ONCE) {
      const lastContext = this.arguments as Parameters<Ffi["QTS_ExecutePendingJob"]>[2];
      const result = this.ffi.QTS_ExecutePendingJob(this.runtime, JOBS_AT_ONCE, lastContext);
      const ran = new DataView(this.module.HEAPU8.buffer).getInt32(this.arguments, true) as Context;
      const kind = this.ffi.QTS_Typeof(ran, result);
      const isCount = this.module.UTF8ToString(kind as Parameters<EmscriptenModule["UTF8ToString"]>[0]) === "number";
      this.module._free(kind);
      // A rejection is a value like others: what a job throws is the engine's own end, or its memory's.
      if (!isCount) throw this.errorOf(ran, result);
      this.free(ran, result);
    }
  }

  private put(text: string): number {
    if (text.length * 3 + 1 > this.text.bytes) {
      this.module._free(this.text.at);
      this.text.bytes = text.length * 3 + 1;
      this.text.at = this.module._malloc(this.text.bytes);
      if (this.text.at === 0) throw new Error("The engine has no room for this text.");
    }
    const room = this.module.HEAPU8.subarray(this.text.at, this.text.at + this.text.bytes);
    const { written } = this.encoder.encodeInto(text, room);
    room[written] = 0;
    return written;
  }

  private checked(context: Context, value: Value): Value {
    const error = this.ffi.QTS_ResolveException(context, value);
    if (error === 0) return value;
    throw this.errorOf(context, error);
  }

  private errorOf(context: Context, error: Value): GuestError {
    const read = (name: string) => {
      const key = this.newString(context, name);
      const held = this.ffi.QTS_GetProp(context, error, key);
      const text = this.stringOf(context, held);
      this.free(context, held);
      this.free(context, key);
      return text;
    };
    const found = new GuestError(read("name"), read("message"), read("stack"));
    this.free(context, error);
    return found;
  }
}
