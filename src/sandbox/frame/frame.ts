/**
 * The frame's own thread. Its origin is nobody's (the policy of /run-frame says so), and it does no more than carry
 * messages between the page and the worker in which a program runs. Each program gets a worker of its own.
 */
import type { ToFrame } from "../../contracts/labs/frame-messages";

/** The text of run-worker.ts, bundled: put here by scripts/lib/browser-bundles.js. */
declare const RUN_WORKER_SOURCE: string;

const page = window.parent;
// An opaque origin has no name that could be named: "*" reaches whoever holds this frame, and `frame-ancestors` says who may.
const tellPage = (message: unknown) => page.postMessage(message, "*");

function startWorker(): Worker {
  const address = URL.createObjectURL(new Blob([RUN_WORKER_SOURCE], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "run" });
  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => tellPage(data));
  worker.addEventListener("error", ({ message }) => tellPage({ say: "broken", job: null, why: `its worker failed: ${message}`.slice(0, 500) }));
  // Nobody needs the address again, a program that imports it least of all.
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

function serve(): void {
  let worker = startWorker();
  let serves: string | null = null;
  window.addEventListener("message", ({ source, data }: MessageEvent<ToFrame>) => {
    if (source !== page) return;
    if (serves !== null && serves !== data.program) {
      worker.terminate();
      worker = startWorker();
    }
    serves = data.program;
    worker.postMessage(data);
  });
}

if (page === window) document.documentElement.append("Programs run here when a lab's page holds this one.");
else serve();
