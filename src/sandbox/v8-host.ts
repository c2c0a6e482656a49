/**
 * Runs nodes in V8 itself: the learner's own browser, and tests and benchmarks in a thread of Node. The realm that
 * evaluates the texts is closed for good, and whoever creates the host shares it: capture before what you need after.
 */
import type { Address } from "../domain/simulator/message";
import type { AsyncNodeHost } from "../domain/simulator/node-host";
import { failedReply, withFrames } from "./frames";
import { mayUsePromises, PROGRAM_FILE, programText, realmText } from "./realm-text";

/** What one call of a node gives: the reply so far (see shim/node.js). */
interface ShimNode {
  readonly run: (call?: string) => string;
  readonly waits: () => boolean;
}

export interface V8HostOptions {
  /** Evaluates a script in the realm and gives its value: an indirect `eval` that was captured before. */
  readonly evaluate: (text: string) => unknown;
  /** Resolves in a later task, when all promise jobs have run. It must not be the program's to disturb. */
  readonly afterJobs: () => Promise<void>;
  readonly shim: string;
  readonly js: string;
}

/** Closes the realm. A realm serves one program: call it once in a worker. */
export function createV8Host({ evaluate, afterJobs, shim, js }: V8HostOptions): AsyncNodeHost {
  const promises = mayUsePromises(js);
  const lockDown = evaluate(realmText(shim)) as (promises: boolean) => (program: unknown) => ShimNode;
  const makeNode = lockDown(promises);
  const program = evaluateProgram(evaluate, js);
  const nodes = new Map<Address, ShimNode>();

  const run = (node: ShimNode, call: string): string | Promise<string> => {
    const first = node.run(call);
    return promises || node.waits() ? afterJobs().then(() => withFrames(node.run())) : withFrames(first);
  };

  return {
    boot(id, call) {
      if ("reply" in program) return program.reply;
      const node = makeNode(program.evaluate);
      nodes.set(id, node);
      return run(node, call);
    },
    handle(id, call) {
      const node = nodes.get(id);
      return node === undefined ? failedReply("engine", `${id} was asked to work before it was started.`) : run(node, call);
    },
    dispose(id) {
      nodes.delete(id);
    },
  };
}

/** Evaluated once: each node calls it afresh, and all its memory is made in that call. */
function evaluateProgram(evaluate: V8HostOptions["evaluate"], js: string): { readonly evaluate: unknown } | { readonly reply: string } {
  try {
    return { evaluate: evaluate(`${programText(js)}\n//# sourceURL=${PROGRAM_FILE}`) };
  } catch (error) {
    return { reply: failedReply("no-program", error instanceof Error ? `${error.name}: ${error.message}` : "The program cannot be read.") };
  }
}
