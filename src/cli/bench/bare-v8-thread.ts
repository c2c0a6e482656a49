/** The thread that bare-v8.ts starts: a realm of its own, which the shim closes for one program. */
import { parentPort, workerData } from "node:worker_threads";
import { findLab } from "@/domain/labs/catalogue";
import { planOf, playPlanAsync } from "@/domain/labs/run-seed";
import { createV8Host } from "@/sandbox/v8-host";
import type { BareV8Program, RunsTogether } from "./bare-v8";

const { shim, js, lab: id } = workerData as BareV8Program & { shim: string };
const lab = findLab(id);
const port = parentPort;
if (port === null || lab === undefined) throw new Error("This runs in a thread, for a lab that there is.");

const evaluate = globalThis.eval as (text: string) => unknown;
const RealmPromise = Promise;
const { setImmediate, performance } = globalThis;
const afterJobs = () => new RealmPromise<void>((resolve) => void setImmediate(resolve));
const host = createV8Host({ evaluate, afterJobs, shim, js });

port.on("message", (seeds: readonly number[]) => {
  void (async () => {
    const begunAt = performance.now();
    let [events, simulatedUs] = [0, 0];
    for (const n of seeds) {
      const { plan } = planOf(lab, n, String(n));
      const run = await playPlanAsync(lab, plan, host, { inspect: false });
      for (const node of plan.nodes) host.dispose(node);
      events += run.events;
      simulatedUs += run.endedAtUs;
    }
    const together: RunsTogether = { events, simulatedSeconds: simulatedUs / 1e6, wallSeconds: (performance.now() - begunAt) / 1_000 };
    port.postMessage(together);
  })();
});
