/** What becomes of a message between nodes: SPEC.md, rules N1 to N13 (N14 is fifo-links.ts). */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Delay, Link, Weather } from "./cluster-plan";
import { drawDelay } from "./delay";
import { type Copy, countFates, type Fate } from "./fate";
import type { Address } from "./message";
import { Pct } from "./pct";

type Streams = Readonly<Record<1 | 2, SeededRandom>>;
const streams = (seed: string, name: string): Streams => ({ 1: random(seed, `${name}/1`), 2: random(seed, `${name}/2`) });

export class Network {
  private readonly duplication: SeededRandom;
  /** Of first copies and of second ones: a duplicate more must not change what becomes of the others. */
  private readonly latencies: Streams;
  private readonly losses: Streams;
  private readonly links: { readonly delays: ReadonlyMap<Address, ReadonlyMap<Address, Delay>>; readonly latencies: Streams } | null;
  private readonly pct: Pct | null;
  private readonly fates: { readonly told: Readonly<Record<string, Fate>>; readonly keyOf: ReturnType<typeof countFates> } | null;
  private current: Weather;
  private sideOf: ReadonlyMap<Address, number> | null = null;
  /** Receivers that a sender does not reach, beside what the partition says. */
  private cuts: Map<Address, Set<Address>> | null = null;

  constructor({ seed, nodes, latency, loss, duplication, links, schedule, fates }: ClusterPlan) {
    this.duplication = random(seed, "network/duplication");
    this.latencies = streams(seed, "network/latency");
    this.losses = streams(seed, "network/loss");
    this.links = links === undefined ? null : { delays: delaysOf(links), latencies: streams(seed, "network/links") };
    this.pct = schedule === undefined ? null : new Pct(seed, nodes, schedule);
    this.fates = fates === undefined ? null : { told: fates, keyOf: countFates() };
    this.current = { latency, loss, duplication };
  }

  get weather(): Weather {
    return this.current;
  }

  /** Changes what is given. */
  change({ latency, loss, duplication }: Partial<Weather>): void {
    const before = this.current;
    this.current = { latency: latency ?? before.latency, loss: loss ?? before.loss, duplication: duplication ?? before.duplication };
  }

  /**
   * The copies of a message of this type that one node sends to another: one, or two where it is duplicated. `twice`:
   * the sender itself makes a second copy, which is not lost, and this stream says when it arrives.
   */
  copies(from: Address, to: Address, type: string, twice: SeededRandom | null): Fate {
    if (from === to) return [{ number: 1, afterUs: 0, lost: false }];
    const drawn = this.drawCopies(from, to, twice);
    return this.fateOf(from, to, type) ?? drawn;
  }

  /** What the plan tells of the next message of this type between these two; null: nothing. */
  fateOf(from: Address, to: Address, type: string): Fate | null {
    return this.fates === null ? null : (this.fates.told[this.fates.keyOf(from, to, type)] ?? null);
  }

  partition(sides: readonly (readonly Address[])[]): void {
    this.sideOf = new Map(sides.flatMap((side, index) => side.map((node) => [node, index] as const)));
  }

  cut(links: readonly Link[]): void {
    this.cuts ??= new Map();
    for (const [from, to] of links) this.cuts.set(from, (this.cuts.get(from) ?? new Set()).add(to));
  }

  heal(): void {
    this.sideOf = null;
    this.cuts = null;
  }

  /** Whether the way from one node to another is cut now. A node on no side is cut off from nobody. */
  isCut(from: Address, to: Address): boolean {
    if (this.cuts?.get(from)?.has(to) === true) return true;
    if (this.sideOf === null) return false;
    const here = this.sideOf.get(from);
    const there = this.sideOf.get(to);
    return here !== undefined && there !== undefined && here !== there;
  }

  private drawCopies(from: Address, to: Address, twice: SeededRandom | null): Fate {
    const laterUs = this.pct === null ? 0 : this.pct.delayUs(from, to);
    const first = this.draw(1, from, to, laterUs);
    if (this.duplication.fraction() < this.current.duplication) return [first, this.draw(2, from, to, laterUs)];
    return twice === null ? [first] : [first, { number: 2, afterUs: drawDelay(this.current.latency, twice), lost: false }];
  }

  private draw(number: 1 | 2, from: Address, to: Address, laterUs: number): Copy {
    const { latency, loss } = this.current;
    const usualUs = drawDelay(latency, this.latencies[number]);
    const own = this.links?.delays.get(from)?.get(to);
    const afterUs = this.links === null || own === undefined ? usualUs : drawDelay(own, this.links.latencies[number]);
    return { number, afterUs: afterUs + laterUs, lost: this.losses[number].fraction() < loss };
  }
}

function delaysOf(links: NonNullable<ClusterPlan["links"]>): ReadonlyMap<Address, ReadonlyMap<Address, Delay>> {
  const delays = new Map<Address, Map<Address, Delay>>();
  for (const { link: [from, to], latency } of links) delays.set(from, (delays.get(from) ?? new Map<Address, Delay>()).set(to, latency));
  return delays;
}
