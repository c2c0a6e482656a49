import { type Instant, instant } from "@/domain/kernel/instant";

/** The one way to ask what time it is; tests hand in a stopped one. */
export type Clock = () => Instant;
export const systemClock: Clock = () => instant(Date.now());
