/** What the operator sees of this process, in Prometheus form. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: "quorum_live_" });

const registers = [registry];
export const openRooms = new Gauge({ name: "quorum_live_rooms", help: "Rooms whose home this process is", registers });
export const openSockets = new Gauge({ name: "quorum_live_sockets", help: "Sockets of members", registers });
export const flushSeconds = new Histogram({
  name: "quorum_live_flush_seconds", help: "Time to write the events of all rooms", buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1], registers,
});
export const flushEvents = new Histogram({
  name: "quorum_live_flush_events", help: "Events that were written together", buckets: [1, 2, 5, 10, 25, 50, 100, 250, 1_000], registers,
});
export const refusals = new Counter({ name: "quorum_live_refusals_total", help: "What was turned away, by reason", labelNames: ["reason"], registers });
export const lostRooms = new Counter({ name: "quorum_live_lost_rooms_total", help: "Rooms that were dropped because another process is their home, or the log could not be written", registers });
