/** Event streams that are open: they have no end of their own, so a process that drains must end them. */
import type { ServerResponse } from "node:http";

export interface OpenStreams {
  /** To be called for every answer: whether it is a stream shows when its header is written. */
  readonly track: (res: ServerResponse) => void;
  /** Breaks all of them off. The browser asks again, and whoever answers then goes on where this one ended. */
  readonly end: () => void;
}

export function openStreams(): OpenStreams {
  const open = new Set<ServerResponse>();
  return {
    track: (res) => {
      open.add(res);
      res.on("close", () => open.delete(res));
    },
    end: () => {
      for (const res of open) if (String(res.getHeader("content-type")).startsWith("text/event-stream")) res.destroy();
    },
  };
}
