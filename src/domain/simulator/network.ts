/** What becomes of a message between nodes: SPEC.md, rules N1 to N8. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan } from "./cluster-plan";
import { drawDelay } from "./delay";
import { type Copy, countFates, type Fate } from "./fate";
import type { Address } from "./message";

export class Network {
  private readonly duplication: SeededRandom;
  /** Of first copies and of second ones: a duplicate more must not change what becomes of the others. */
  private readonly streams: Readonly<Record<1 | 2, { readonly latency: SeededRandom; readonly loss: SeededRandom }>>;
  private readonly keyOf = countFates();
  private sideOf: ReadonlyMap<Address, number> | null = null;

  constructor(private readonly plan: ClusterPlan) {
    this.duplication = random(plan.seed, "network/duplication");
    const streams = (copy: 1 | 2) => ({ latency: random(plan.seed, `network/latency/${copy}`), loss: random(plan.seed, `network/loss/${copy}`) });
    this.streams = { 1: streams(1), 2: streams(2) };
  }

  /** The copies of a message of this type that one node sends to another: one, or two where it is duplicated. */
  copies(from: Address, to: Address, type: string): Fate {
    if (from === to) return [{ number: 1, afterUs: 0, lost: false }];
    const drawn = this.drawCopies();
    const { fates } = this.plan;
    return fates === undefined ? drawn : (fates[this.keyOf(from, to, type)] ?? drawn);
  }

  partition(sides: readonly (readonly Address[])[]): void {
    this.sideOf = new Map(sides.flatMap((side, index) => side.map((node) => [node, index] as const)));
  }

  heal(): void {
    this.sideOf = null;
  }

  /** Whether a partition stands between two nodes now. A node on no side is cut off from nobody. */
  isCut(from: Address, to: Address): boolean {
    if (this.sideOf === null) return false;
    const here = this.sideOf.get(from);
    const there = this.sideOf.get(to);
    return here !== undefined && there !== undefined && here !== there;
  }

  private drawCopies(): Fate {
    const first = this.draw(1);
    return this.duplication.fraction() < this.plan.duplication ? [first, this.draw(2)] : [first];
  }

  private draw(number: 1 | 2): Copy {
    const { latency, loss } = this.streams[number];
    return { number, afterUs: drawDelay(this.plan.latency, latency), lost: loss.fraction() < this.plan.loss };
  }
}
