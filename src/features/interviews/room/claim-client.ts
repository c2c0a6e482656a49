/**
 * Which client a tab is. A client belongs to the one tab that holds its lock, and the browser lets go of the lock of a
 * tab that is gone: whoever comes next may be that client, and sends what it left.
 */
import type { Outbox } from "./outbox-store";
import type { Left } from "./session-core";

/** The part of the browser's LockManager that is used. */
export type Locks = Pick<LockManager, "request">;

const nameOf = (clientId: string): string => `quorum-room-client/${clientId}`;
const NOTHING: Left = { clientId: null, commands: [] };

/** Holds the client's lock until `gone`. Resolves to whether it was free. */
export function holdClient(locks: Locks, clientId: string, gone: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const untilGone = () => new Promise<void>((end) => (gone.aborted ? end() : gone.addEventListener("abort", () => end(), { once: true })));
    locks
      .request(nameOf(clientId), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : untilGone();
      })
      .catch(reject);
  });
}

/** What a tab that is gone left in this browser, and now is this tab's; nothing, if every client has its tab. */
export async function claimClient(outbox: Pick<Outbox, "clients" | "read">, locks: Locks, gone: AbortSignal): Promise<Left> {
  for (const clientId of await outbox.clients()) {
    if (await holdClient(locks, clientId, gone)) return { clientId, commands: await outbox.read(clientId) };
  }
  return NOTHING;
}
