/** Wakes those who watch a run when something about it was told. One listening connection a process, opened at need. */
import { makeBell } from "../platform/bell";
import { type Listener, listen } from "../platform/listen";
import { RUN_CHANNEL } from "./run-queue-store";

export interface RunWatch {
  /** Resolves when the run changed since the last call returned, or after `ms`, or when the signal is aborted. */
  readonly changed: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

export interface RunChanges {
  readonly watch: (runId: string) => RunWatch;
  readonly close: () => Promise<void>;
}

/** Watchers of the process. `connectionString` is asked when the first one comes. */
export function openRunChanges(connectionString: () => string): RunChanges {
  const watchers = new Map<string, Set<() => void>>();
  const wake = (runId: string) => watchers.get(runId)?.forEach((ring) => ring());
  let listener: Listener | null = null;
  const startListening = () =>
    listen(connectionString(), [RUN_CHANNEL], { onNotify: (_channel, runId) => wake(runId), onConnect: () => [...watchers.keys()].forEach(wake) });

  return {
    watch: (runId) => {
      listener ??= startListening();
      const bell = makeBell();
      const rings = watchers.get(runId) ?? new Set();
      watchers.set(runId, rings.add(bell.ring));
      const close = () => {
        rings.delete(bell.ring);
        if (rings.size === 0 && watchers.get(runId) === rings) watchers.delete(runId);
      };
      return { changed: bell.wait, close };
    },
    close: async () => {
      await listener?.close();
      listener = null;
    },
  };
}
