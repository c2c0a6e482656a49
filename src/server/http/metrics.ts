/** Rate, errors and duration per route, and the lag of the event loop, in Prometheus form. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: "quorum_" });

const requests = new Counter({
  name: "quorum_http_requests_total",
  help: "Requests answered, by route, method and status class",
  labelNames: ["route", "method", "status"],
  registers: [registry],
});

const duration = new Histogram({
  name: "quorum_http_request_seconds",
  help: "Time from the request's arrival to the end of the answer, by route",
  labelNames: ["route", "method"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

export function countRequest(route: string, method: string, status: number, seconds: number): void {
  requests.inc({ route, method, status: `${Math.floor(status / 100)}xx` });
  duration.observe({ route, method }, seconds);
}

/** The places whose next segment is an id: labels must be few, whatever addresses people try. */
const WITH_ID = ["/practice/attempts", "/practice", "/library/concepts", "/library/topics", "/progress/cards", "/reset", "/rooms", "/interviews/join"];
const PLAIN = new Set([
  "/", "/sign-in", "/sign-up", "/forgot", "/today", "/review", "/practice", "/labs", "/interviews", "/interviews/new", "/progress", "/library", "/settings", "/admin",
  "/settings/schedule", "/settings/keys", "/settings/sessions", "/api/health", "/metrics", "/run-frame", "/strip-worker.js",
]);

/** A lab, its runs, and their seeds: three ids in a row. */
const LAB = /^\/labs\/[^/]+(\/runs\/[^/]+(\/seeds\/[^/]+)?)?$/;

const INTERVIEW = /^\/interviews\/[^/]+\/(report|replay)$/;

/** The route of an address as a label of bounded number: ids become ":id", procedures keep their name, the rest is "other". */
export function routeOf(url: string): string {
  const path = url.split("?")[0] ?? "/";
  if (path.startsWith("/_next/")) return "/_next";
  if (path.startsWith("/api/auth/")) return "/api/auth";
  if (path.startsWith("/api/trpc/")) return procedureRoute(path.slice("/api/trpc/".length));
  if (PLAIN.has(path)) return path;
  const lab = LAB.exec(path);
  if (lab !== null) return `/labs/:id${lab[1] === undefined ? "" : "/runs/:id"}${lab[2] === undefined ? "" : "/seeds/:id"}`;
  const after = INTERVIEW.exec(path);
  if (after !== null) return `/interviews/:id/${after[1]}`;
  const parent = WITH_ID.find((prefix) => path.startsWith(`${prefix}/`));
  return parent === undefined ? "other" : `${parent}/:id`;
}

/** A batch counts under its first procedure; names that do not look like procedures share one label. */
function procedureRoute(names: string): string {
  const first = decodeURIComponent(names).split(",")[0] ?? "";
  return /^(accounts|review|exercises|labs|interviews|today)\.[a-zA-Z]{1,40}$/.test(first) ? `/api/trpc/${first}` : "/api/trpc";
}
