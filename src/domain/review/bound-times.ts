/** The client says when a key was pressed; the server bounds it. Rule BT1-BT3 of SPEC.md. */
import { type Instant, instant } from "../kernel/instant";
import { DAY_MS } from "./study-day";

/** How long answers may wait in a browser without network and keep their time. */
export const OFFLINE_MS_MAX = 30 * DAY_MS;

/**
 * Times of one request, in the order of pressing, put between `receivedAt` less OFFLINE_MS_MAX and `receivedAt`.
 *
 * Times out of bounds would all fall on the bound and lose their order; a millisecond apiece keeps it.
 */
export const boundTimes = (pressedAt: readonly number[], receivedAt: Instant): Instant[] =>
  pressedAt.map((at, place) => {
    const earliest = receivedAt - OFFLINE_MS_MAX + place;
    const latest = receivedAt - (pressedAt.length - 1 - place);
    return instant(Math.min(Math.max(at, earliest), latest));
  });
