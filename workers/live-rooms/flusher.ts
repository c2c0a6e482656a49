/**
 * Writes what all rooms of this process have decided, in one transaction every FLUSH_MS at most: a transaction a room
 * would wait for the disk once a room. What is told to anybody is told after that.
 */
import { appendToLogs } from "@/server/interviews/room-log-store";
import type { Database } from "@/server/platform/database";
import { log } from "@/server/platform/log";
import { FLUSH_MS } from "./limits";
import { flushEvents, flushSeconds } from "./metrics";
import type { Batch, RoomHost } from "./room-host";

export interface Ends {
  /** The batch is durable. */
  readonly onWritten: (host: RoomHost, batch: Batch) => void;
  /** It is not, or nobody knows, and this process may not write to the room any more. */
  readonly onLost: (host: RoomHost) => void;
}

export interface Flusher {
  /** This room has something to write. */
  readonly add: (host: RoomHost) => void;
  /** Resolves when nothing waits any more. */
  readonly drained: () => Promise<void>;
}

export function openFlusher(database: Database, { onWritten, onLost }: Ends): Flusher {
  let dirty = new Set<RoomHost>();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const arm = () => {
    if (running === null && timer === null && dirty.size > 0) timer = setTimeout(start, FLUSH_MS);
  };

  function start(): void {
    timer = null;
    running = flush().finally(() => {
      running = null;
      arm();
    });
  }

  async function flush(): Promise<void> {
    const hosts = [...dirty];
    dirty = new Set();
    const batches = new Map(hosts.flatMap((host) => {
      const batch = host.takeBatch();
      return batch === null ? [] : [[host, batch] as const];
    }));
    if (batches.size === 0) return;
    const done = flushSeconds.startTimer();
    const written = await writeAll([...batches.values()]);
    done();
    flushEvents.observe([...batches.values()].reduce((sum, { append }) => sum + append.events.length, 0));
    for (const [host, batch] of batches) {
      if (written.has(batch.append.roomId)) onWritten(host, batch);
      else onLost(host);
    }
  }

  /** The rooms that were written. Where all together fail, each is tried alone: one bad event must not cost the others theirs. */
  async function writeAll(batches: readonly Batch[]): Promise<ReadonlySet<string>> {
    try {
      return await appendToLogs(database, batches.map(({ append }) => append));
    } catch (error) {
      log().error({ err: error, rooms: batches.length }, "events were not written");
    }
    const written = new Set<string>();
    for (const { append } of batches) {
      const alone = await appendToLogs(database, [append]).catch((error: unknown) => {
        log().error({ err: error, roomId: append.roomId }, "events of a room were not written");
        return new Set<string>();
      });
      for (const roomId of alone) written.add(roomId);
    }
    return written;
  }

  async function drained(): Promise<void> {
    while (running !== null || dirty.size > 0) {
      if (timer !== null) {
        clearTimeout(timer);
        start();
      }
      await running;
    }
  }

  return {
    add: (host) => {
      dirty.add(host);
      arm();
    },
    drained,
  };
}
