import { expect, test } from "vitest";
import { claimClient, type Locks } from "./claim-client";
import { ClockOffset } from "./clock-offset";
import type { Numbered } from "./session-core";
import { splitDrawing } from "./split-drawing";
import { FRAME_BYTES_MAX, PATCHES_MAX } from "@/contracts/interviews/socket";

/** Locks as a browser has them: one holder a name, until what it does under the lock is over. */
function browserLocks(): Locks {
  const held = new Set<string>();
  const request = async (name: string, _options: LockOptions, work: (lock: Lock | null) => unknown) => {
    if (held.has(name)) return work(null);
    held.add(name);
    await work({ name, mode: "exclusive" });
    held.delete(name);
  };
  return { request } as unknown as Locks;
}

const LEFT: Readonly<Record<string, readonly Numbered[]>> = {
  c1: [{ n: 3, command: { kind: "say", text: "kept by the first" } }],
  c2: [{ n: 1, command: { kind: "say", text: "kept by the second" } }],
};
const outbox = { clients: async () => Object.keys(LEFT), read: async (clientId: string) => LEFT[clientId] ?? [] };

test("[SE2] each tab takes over what one dead tab left, and no tab what another one holds", async () => {
  const locks = browserLocks();
  const first = new AbortController();
  const claim = (gone: AbortSignal) => claimClient(outbox, locks, gone);
  expect(await claim(first.signal)).toEqual({ clientId: "c1", commands: LEFT.c1 });
  expect((await claim(new AbortController().signal)).clientId).toBe("c2");
  expect(await claim(new AbortController().signal)).toEqual({ clientId: null, commands: [] });
  first.abort();
  await Promise.resolve();
  expect((await claim(new AbortController().signal)).clientId).toBe("c1");
});

test("the clock's offset is that of the ping that was answered fastest", () => {
  const offset = new ClockOffset();
  expect(offset.offsetMs).toBe(0);
  offset.heard(1_000, 6_090, 1_100);
  expect(offset.offsetMs).toBe(5_040);
  offset.heard(2_000, 7_005, 2_010);
  offset.heard(3_000, 8_150, 3_200);
  expect(offset.offsetMs).toBe(5_000);
  offset.begin();
  expect(offset.offsetMs).toBe(5_000);
  offset.heard(9_000, 14_170, 9_300);
  expect(offset.offsetMs).toBe(5_020);
});

test("a drawing that is too large for one frame is more commands, with every patch once and in order", () => {
  const patch = (at: number) => ({ op: "set" as const, id: `r${at}`, fields: { customData: { long: "x".repeat(1_000) } } });
  const patches = Array.from({ length: PATCHES_MAX + 50 }, (_, at) => patch(at));
  const commands = splitDrawing(patches);
  expect(commands.flat()).toEqual(patches);
  for (const command of commands) {
    expect(command.length).toBeLessThanOrEqual(PATCHES_MAX);
    expect(JSON.stringify(command).length).toBeLessThan(FRAME_BYTES_MAX / 3);
  }
  expect(splitDrawing([])).toEqual([]);
  expect(splitDrawing(Array.from({ length: PATCHES_MAX + 1 }, () => ({ op: "set" as const, id: "r", fields: { x: 1 } }))).map(({ length }) => length)).toEqual([PATCHES_MAX, 1]);
});
