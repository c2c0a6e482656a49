/** A token bucket: so many at once, and so many a second on average. */
export interface TokenBucket {
  /** Takes them and gives 0, or takes nothing and gives the ms after which there will be enough. */
  readonly take: (count: number) => number;
  /** Takes them in any case: what was sent was sent. The bucket may go below zero. */
  readonly spend: (count: number) => void;
}

/** A full one. `now` gives ms that never go back. */
export function makeTokenBucket({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }, now: () => number): TokenBucket {
  let tokens = burst;
  let filledAt = now();
  const fill = () => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1_000) * perSecond);
    filledAt = at;
  };
  return {
    take: (count) => {
      fill();
      if (tokens < count) return Math.ceil(((count - tokens) / perSecond) * 1_000);
      tokens -= count;
      return 0;
    },
    spend: (count) => {
      fill();
      tokens -= count;
    },
  };
}
