/** Lets a few through at a time, keeps a short queue, and turns the rest away: the guard before work that costs memory. */

/** Nothing was done: too many are waiting already. */
export class TurnstileFull extends Error {
  override name = "TurnstileFull";
}

export interface Turnstile {
  /** Runs the work when its turn comes; rejects with TurnstileFull at once if the queue is full. */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

export function turnstile({ insideMax, waitingMax }: { insideMax: number; waitingMax: number }): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;

  const enter = (): Promise<void> => {
    if (inside < insideMax) {
      inside += 1;
      return Promise.resolve();
    }
    if (waiting.length >= waitingMax) return Promise.reject(new TurnstileFull("too many are waiting"));
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = () => {
    const next = waiting.shift();
    // The place is handed on, so that nobody slips in between.
    if (next === undefined) inside -= 1;
    else next();
  };

  return {
    pass: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
