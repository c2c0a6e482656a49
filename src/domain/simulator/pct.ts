/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, "A Randomized Scheduler with
 * Probabilistic Guarantees of Finding Bugs", ASPLOS 2010), for messages. What threads are there, links are here: each
 * has a priority drawn by chance, and at d - 1 points of the run, drawn among its messages, the link of the message that
 * is sent there falls below all others. Where PCT lets the highest priority run, a priority is a delay here: a message
 * on the lowest link arrives `spreadUs` later than one on the highest, so that of messages which are under way together
 * those of the higher priority come first, and nothing starves.
 */
import { random } from "../kernel/seeded-random";
import type { PctSchedule } from "./cluster-plan";
import type { Address } from "./message";

export class Pct {
  /** By sender, then by receiver: its place among the links, the highest priority first. */
  private readonly places = new Map<Address, Map<Address, number>>();
  /** Numbers of messages, counted from 1, and the places below all others that their links fall to. */
  private readonly changes: ReadonlyMap<number, number>;
  private readonly lowest: number;
  private sent = 0;

  constructor(
    seed: string,
    nodes: readonly Address[],
    private readonly schedule: PctSchedule,
  ) {
    const stream = random(seed, "pct");
    const links = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => ({ from, to, order: stream.fraction() })));
    links.sort((one, other) => one.order - other.order);
    links.forEach(({ from, to }, place) => this.place(from, to, place));
    this.changes = new Map(Array.from({ length: schedule.depth - 1 }, (_, turn) => [1 + stream.index(schedule.messages), links.length + turn] as const));
    this.lowest = links.length + schedule.depth - 2;
  }

  /** How much later than drawn a message arrives that is sent now. */
  delayUs(from: Address, to: Address): number {
    this.sent += 1;
    const fallen = this.changes.get(this.sent);
    if (fallen !== undefined) this.place(from, to, fallen);
    const place = this.places.get(from)?.get(to) ?? 0;
    return this.lowest === 0 ? 0 : Math.round((this.schedule.spreadUs * place) / this.lowest);
  }

  private place(from: Address, to: Address, place: number): void {
    const own = this.places.get(from) ?? new Map<Address, number>();
    this.places.set(from, own.set(to, place));
  }
}
