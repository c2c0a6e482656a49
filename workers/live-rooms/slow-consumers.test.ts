import { expect, test } from "vitest";
import { QUEUED_BYTES_MAX, QUEUED_BYTES_SLOW } from "./limits";
import { makeQueueGuard, queuedBytes } from "./slow-consumers";

function wire() {
  const conn = { transport: { socket: { bufferedAmount: 0 } }, writeBuffer: [] as { data: string }[] };
  return { conn, guard: makeQueueGuard({ conn } as unknown as Parameters<typeof makeQueueGuard>[0]) };
}

test("what waits in the process and what waits in its socket count together", () => {
  const { conn } = wire();
  conn.transport.socket.bufferedAmount = 7;
  conn.writeBuffer.push({ data: "abc" });
  expect(queuedBytes(conn)).toBe(10);
  expect(queuedBytes({})).toBe(0);
});

test("with much of it a socket is slow, with too much it is stuck", () => {
  const { conn, guard } = wire();
  const at = (bytes: number) => {
    conn.transport.socket.bufferedAmount = bytes;
    return guard.check();
  };
  expect([at(QUEUED_BYTES_SLOW), at(QUEUED_BYTES_SLOW + 1), at(QUEUED_BYTES_MAX), at(QUEUED_BYTES_MAX + 1), at(0)]).toEqual(["fine", "slow", "slow", "stuck", "fine"]);
});

test("the long log that somebody asked for by coming in is excused, once", () => {
  const { conn, guard } = wire();
  conn.transport.socket.bufferedAmount = 5_000_000;
  guard.excuse();
  expect(guard.check()).toBe("slow");
  conn.transport.socket.bufferedAmount = 5_000_000 + QUEUED_BYTES_MAX + 1;
  expect(guard.check()).toBe("stuck");
  conn.transport.socket.bufferedAmount = 0;
  expect(guard.check()).toBe("fine");
  conn.transport.socket.bufferedAmount = QUEUED_BYTES_MAX + 1;
  expect(guard.check()).toBe("stuck");
});
