import { useEffect, useState } from "react";
import { type ClockView, viewClock } from "./clock-view";
import { useSession } from "./room-context";

/** Often enough that no second is seen to be skipped. */
const TICK_MS = 250;

/** The clock, drawn anew while it runs. */
export function useClock(planned: readonly { name: string; minutes: number }[]): ClockView {
  const { state, now } = useSession();
  const [, tick] = useState(0);
  const isRunning = state.clock.status === "running";
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return viewClock(state.clock, planned, now());
}
