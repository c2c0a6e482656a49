/**
 * Hears what other processes tell through PostgreSQL's NOTIFY, on a connection of its own that is opened again when it
 * breaks. What was told while it was down is lost: whoever listens also looks by itself every few seconds.
 */
import pg from "pg";
import { log } from "./log";

const RETRY_MS_MIN = 250;
const RETRY_MS_MAX = 5_000;

export interface Listener {
  /** Resolves when the connection is up for the first time. */
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Ears {
  readonly onNotify: (channel: string, payload: string) => void;
  /** After every connection, the first one too: anything may have been told before it. */
  readonly onConnect: () => void;
}

/** Listens until it is closed. Never throws: a database that cannot be reached is tried again. */
export function listen(connectionString: string, channels: readonly string[], { onNotify, onConnect }: Ears): Listener {
  let closed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let retryMs = RETRY_MS_MIN;
  let onReady = () => {};
  const ready = new Promise<void>((resolve) => (onReady = resolve));

  const again = () => {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, retryMs);
    timer.unref();
    retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
  };

  async function connect(): Promise<void> {
    const mine = new pg.Client({ connectionString, keepAlive: true });
    client = mine;
    // Each way in which it may end leads to the same next try.
    mine.on("error", (error) => log().warn({ err: error }, "listening connection broke"));
    mine.on("end", again);
    mine.on("notification", ({ channel, payload }) => onNotify(channel, payload ?? ""));
    try {
      await mine.connect();
      for (const channel of channels) await mine.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      retryMs = RETRY_MS_MIN;
      onReady();
      onConnect();
    } catch (error) {
      log().warn({ err: error }, "cannot listen to the database");
      await mine.end().catch(() => {});
      again();
    }
  }

  void connect();
  return {
    ready,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
