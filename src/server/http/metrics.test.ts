import { expect, test } from "vitest";
import { routeOf } from "./metrics";

test.each([
  ["/review?x=1", "/review"],
  ["/practice/raft.x-order-of-a-write?v=3f9c", "/practice/:id"],
  ["/practice/attempts/0b1c", "/practice/attempts/:id"],
  ["/labs", "/labs"],
  ["/labs/broadcast", "/labs/:id"],
  ["/labs/broadcast/runs/7b0c", "/labs/:id/runs/:id"],
  ["/labs/broadcast/runs/7b0c/seeds/17?check=lost", "/labs/:id/runs/:id/seeds/:id"],
  ["/labs/broadcast/else", "other"],
  ["/interviews/new", "/interviews/new"],
  ["/interviews/join/a-secret-token", "/interviews/join/:id"],
  ["/interviews/kfw-mxqt-brz/replay?t=29m40", "/interviews/:id/replay"],
  ["/interviews/kfw-mxqt-brz/else", "other"],
  ["/rooms/kfw-mxqt-brz", "/rooms/:id"],
  ["/reset/a-secret-token", "/reset/:id"],
  ["/api/trpc/review.record?batch=1", "/api/trpc/review.record"],
  ["/api/trpc/review.queue,today.badge?batch=1", "/api/trpc/review.queue"],
  ["/api/trpc/labs.watchRun?input=%7B%7D", "/api/trpc/labs.watchRun"],
  ["/api/trpc/anything-else", "/api/trpc"],
  ["/run-frame", "/run-frame"],
  ["/_next/static/chunks/a.js", "/_next"],
  ["/wp-admin/setup.php", "other"],
])("%s counts as %s", (url, route) => {
  expect(routeOf(url)).toBe(route);
});
