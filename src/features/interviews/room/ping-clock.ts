/** Keeps the clock's offset true while a line is open: a series of pings at first, every minute, and when the page is seen again. */
import type { ClockOffset } from "./clock-offset";
import type { RoomLine } from "./room-socket";

const PINGS = 8;
const AGAIN_MS = 60_000;

/** Returns what ends it. */
export function watchPings(line: Pick<RoomLine, "ping">, offset: ClockOffset): () => void {
  let isOver = false;
  const series = async () => {
    offset.begin();
    for (let ping = 0; ping < PINGS && !isOver; ping += 1) {
      const sentAt = Date.now();
      const pong = await line.ping();
      if (pong !== null && !isOver) offset.heard(sentAt, pong.serverAt, Date.now());
    }
  };
  const seen = () => {
    if (document.visibilityState === "visible") void series();
  };
  void series();
  const timer = setInterval(() => void series(), AGAIN_MS);
  document.addEventListener("visibilitychange", seen);
  return () => {
    isOver = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", seen);
  };
}
