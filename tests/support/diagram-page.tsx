/** The page of a recorded run outside of the product: for measurements in a browser that holds nothing else. */
import "tailwindcss/preflight.css";
import "@/ui/styles/tokens.css";
import "@/ui/styles/base.css";
import "@/ui/styles/parts.css";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { createRoot } from "react-dom/client";
import type { ShownRecording } from "@/domain/labs/shown-recording";
import { RunViewer } from "@/features/labs/viewer/run-viewer";

const nothing = () => {};
const ROUTER: AppRouterInstance = { back: nothing, forward: nothing, refresh: nothing, push: nothing, replace: nothing, prefetch: nothing, bfcacheId: "" };

/** What is done to the page in every frame. `share`: how far the movement has come, 0 ... 1. */
const MOVES = {
  /** The cursor, over all events */
  scrub: (share: number) => slide("Event", share),
  /** The window, over the whole run */
  scroll: (share: number) => slide("Window on the run", share),
  /** The list, over all rows */
  list: (share: number) => {
    const list = document.querySelector("ol[aria-label=Events]")?.parentElement;
    if (list) list.scrollTop = share * (list.scrollHeight - list.clientHeight);
  },
  /** One event further with each frame */
  step: () => void window.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })),
} as const;
export type Move = keyof typeof MOVES;

/** Moves something in every frame, and says how long each frame took. */
export async function framesOf(move: Move, frames: number): Promise<number[]> {
  const times: number[] = [];
  let before = await new Promise<number>(requestAnimationFrame);
  for (let frame = 1; frame <= frames; frame += 1) {
    MOVES[move](frame / frames);
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}

/** As a hand does: React hears of a value only if it is set behind its back. */
function slide(label: string, share: number): void {
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (input === null) throw new Error(`There is no slider "${label}".`);
  const [min, max] = [Number(input.min), Number(input.max)];
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, String(Math.round(min + share * (max - min))));
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Draws the page of a recording, and says how long it took until it stood on the screen. */
export async function openRecording(recording: ShownRecording, query = ""): Promise<number> {
  const root = document.body.appendChild(document.createElement("div"));
  const begunAt = performance.now();
  createRoot(root).render(
    <AppRouterContext.Provider value={ROUTER}>
      <RunViewer
        byHand={null}
        makesCard={false}
        recording={{ ...recording, isBeingShrunk: false, hrefs: { shrunk: "#shrunk", asRun: "#as-run" } }}
        query={query}
        lab={{ title: "A lab", href: "#lab" }}
        run={{ title: "Run 1", href: "#run" }}
        back={{ words: "Back to the code", href: "#lab" }}
        actions={null}
        checkTitle="A check"
        concepts={[]}
        failure={null}
        seeds={[]}
        seedsWords={null}
      />
    </AppRouterContext.Provider>,
  );
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return performance.now() - begunAt;
}
