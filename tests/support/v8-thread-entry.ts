/** The thread that v8-thread.ts starts: a realm of its own, which the shim closes for one program. */
import { parentPort, workerData } from "node:worker_threads";
import { createV8Host } from "@/sandbox/v8-host";
import type { V8Calls } from "./v8-thread";

const { shim, js, calls } = workerData as V8Calls & { shim: string };
const port = parentPort;
if (port === null) throw new Error("This runs in a thread.");
const evaluate = globalThis.eval as (text: string) => unknown;
const RealmPromise = Promise;
const { setImmediate } = globalThis;
const afterJobs = () => new RealmPromise<void>((resolve) => void setImmediate(resolve));
// A browser only writes a rejection that nobody handles to its console.
process.on("unhandledRejection", () => undefined);

const host = createV8Host({ evaluate, afterJobs, shim, js });
const replies: string[] = [];
async function run() {
  for (const [node, call] of calls) {
    const reply = call.includes('"do":"boot"') ? host.boot(node, call) : host.handle(node, call);
    replies.push(typeof reply === "string" ? reply : await reply);
  }
  port?.postMessage(replies);
}
void run();
