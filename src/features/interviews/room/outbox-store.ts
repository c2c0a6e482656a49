/** Commands that no room has answered yet, in IndexedDB: what a closed tab leaves for the next one. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { RoomCommand } from "@/domain/interviews/room-event";
import type { Numbered } from "./session-core";

interface Schema extends DBSchema {
  command: { key: [memberId: string, clientId: string, n: number]; value: RoomCommand };
}

/** A member is one person in one room, so that nothing is ever sent by somebody else or into another room. */
export interface Outbox {
  keep: (clientId: string, commands: readonly Numbered[]) => Promise<void>;
  replace: (before: string | null, clientId: string, commands: readonly Numbered[]) => Promise<void>;
  forget: (clientId: string, upTo: number) => Promise<void>;
  read: (clientId: string) => Promise<readonly Numbered[]>;
  /** Clients of this browser that left something. */
  clients: () => Promise<readonly string[]>;
}

const all = (memberId: string, clientId: string) => IDBKeyRange.bound([memberId, clientId, 0], [memberId, clientId, Infinity]);

/** The outbox of one member. */
export async function openOutbox(memberId: string): Promise<Outbox> {
  const database = await openDatabase();
  return {
    keep: (clientId, commands) => put(database, memberId, clientId, commands),
    replace: async (before, clientId, commands) => {
      const { store, done } = database.transaction("command", "readwrite");
      for (const old of new Set([before ?? clientId, clientId])) void store.delete(all(memberId, old));
      for (const { n, command } of commands) void store.put(command, [memberId, clientId, n]);
      await done;
    },
    forget: (clientId, upTo) => database.delete("command", IDBKeyRange.bound([memberId, clientId, 0], [memberId, clientId, upTo])),
    read: async (clientId) => {
      const range = all(memberId, clientId);
      const { store } = database.transaction("command");
      const [keys, commands] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return keys.map(([, , n], at) => ({ n, command: commands[at] as RoomCommand }));
    },
    clients: async () => {
      const keys = await database.getAllKeys("command", IDBKeyRange.bound([memberId], [memberId, []]));
      return [...new Set(keys.map(([, clientId]) => clientId))];
    },
  };
}

const openDatabase = (): Promise<IDBPDatabase<Schema>> => openDB<Schema>("quorum-rooms", 1, { upgrade: (database) => void database.createObjectStore("command") });

async function put(database: IDBPDatabase<Schema>, memberId: string, clientId: string, commands: readonly Numbered[]): Promise<void> {
  const { store, done } = database.transaction("command", "readwrite");
  for (const { n, command } of commands) void store.put(command, [memberId, clientId, n]);
  await done;
}
