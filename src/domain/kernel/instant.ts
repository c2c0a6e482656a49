/** Milliseconds since the epoch, always handed in. The domain never asks what time it is. */
export type Instant = number & { readonly unit: "instant_ms" };

/** Names a number of milliseconds since the epoch as a point in time. */
export const instant = (ms: number): Instant => ms as Instant;
