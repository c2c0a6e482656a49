/** Running one piece of work many times, several at once, and saying how long each took. */

export interface Timing {
  readonly count: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs `work` for 0 … count - 1, `parallel` at a time, each lane taking the next number when it is free. */
export async function measure(count: number, parallel: number, work: (number: number) => Promise<void>): Promise<Timing> {
  const tookMs: number[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      const startedAt = performance.now();
      await work(number);
      tookMs.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: parallel }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  tookMs.sort((a, b) => a - b);
  const quantile = (share: number) => rounded(tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0);
  return { count, seconds: rounded(seconds), perSecond: Math.round(count / seconds), p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
