/** Waiting for something that may happen before one waits, while one waits, or not at all. For one waiter at a time. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves when the bell rang since the last call returned, or after `ms`, or when the signal is aborted. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export function makeBell(): Bell {
  let rung = false;
  let onRing = () => {};
  const ring = () => {
    rung = true;
    onRing();
  };
  async function wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (!rung && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        onRing = () => {
          clearTimeout(timer);
          resolve();
        };
        signal?.addEventListener("abort", onRing, { once: true });
      });
      signal?.removeEventListener("abort", onRing);
      onRing = () => {};
    }
    rung = false;
  }
  return { ring, wait };
}
