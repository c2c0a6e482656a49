/**
 * The frame in which a learner's program runs, seen from the page: one that answers, is thrown away when it stays
 * silent, and is believed nothing that its contract does not allow.
 */
import { type FrameTask, type FromFrame, FromFrameSchema, type ToFrame } from "@/contracts/labs/frame-messages";

const ADDRESS = "/run-frame";
const READY_MS_MAX = 15_000;

/** An answer, or why there is none. */
export type FrameAnswer =
  | Extract<FromFrame, { say: "result" | "excerpt" | "led" }>
  | { readonly say: "broken"; readonly why: string }
  /** It did not end in time. */
  | { readonly say: "silent" }
  /** The frame could not be loaded. */
  | { readonly say: "absent" }
  | { readonly say: "cancelled" };

export interface RunFrame {
  /** Does one job after the other. Anything but an answer to it leaves the frame closed. */
  readonly ask: (task: FrameTask, limits: { msMax: number; signal: AbortSignal }) => Promise<FrameAnswer>;
  /** Ends the program that runs in it, wherever that is. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
}

const ANSWERS: ReadonlySet<FrameAnswer["say"]> = new Set(["result", "excerpt", "led"]);

let jobs = 0;

/** Adds a frame to the page that nobody sees. */
export function openRunFrame(): RunFrame {
  const element = document.createElement("iframe");
  element.hidden = true;
  element.title = "Program runner";
  // Its own header says the same; whoever loses one of them still has the other.
  element.setAttribute("sandbox", "allow-scripts");
  element.src = ADDRESS;

  let closed = false;
  let hear: (message: FromFrame | null) => void = () => {};
  let becomeReady: (ready: boolean) => void = () => {};
  const ready = new Promise<boolean>((resolve) => (becomeReady = resolve));

  const onMessage = ({ source, data }: MessageEvent<unknown>) => {
    if (closed || source === null || source !== element.contentWindow) return;
    const parsed = FromFrameSchema.safeParse(data);
    const message = parsed.success ? parsed.data : null;
    // It says so again for every further program.
    if (message?.say === "ready") becomeReady(true);
    else hear(message);
  };
  const close = () => {
    if (closed) return;
    closed = true;
    becomeReady(false);
    window.removeEventListener("message", onMessage);
    // With its document goes its worker, also one that never returns.
    element.remove();
  };
  window.addEventListener("message", onMessage);
  document.body.append(element);

  const askNow: RunFrame["ask"] = async (request, { msMax, signal }) => {
    const job = (jobs += 1);
    const answer = await new Promise<FrameAnswer>((resolve) => {
      const settle = (given: FrameAnswer) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", cancel);
        hear = () => {};
        resolve(given);
      };
      const cancel = () => settle({ say: "cancelled" });
      let timer = setTimeout(() => settle({ say: "absent" }), READY_MS_MAX);
      signal.addEventListener("abort", cancel);
      if (signal.aborted) return cancel();
      hear = (message) => settle(answerTo(job, message));
      void ready.then((stands) => {
        if (!stands || closed) return settle({ say: "absent" });
        clearTimeout(timer);
        timer = setTimeout(() => settle({ say: "silent" }), msMax);
        element.contentWindow?.postMessage({ ...request, job } satisfies ToFrame, "*");
      });
    });
    if (!ANSWERS.has(answer.say)) close();
    return answer;
  };
  let last: Promise<unknown> = Promise.resolve();
  const ask: RunFrame["ask"] = (request, limits) => {
    const answer = last.then(() => askNow(request, limits));
    last = answer;
    return answer;
  };
  return { ask, close, isClosed: () => closed };
}

function answerTo(job: number, message: FromFrame | null): FrameAnswer {
  if (message === null) return { say: "broken", why: "the frame answered in a way that makes no sense" };
  if (message.say === "broken") return { say: "broken", why: message.why };
  if (message.say === "ready" || message.job !== job) return { say: "broken", why: "the frame answered another question" };
  return message;
}
