/**
 * Figure 8 of Ongaro and Ousterhout (2014), in which an entry of an earlier term is on a majority's disks and is replaced
 * all the same. Hardly any random schedule gets there, so it is told step by step. Who leads is decided by cuts that leave
 * only one node with links to a majority, and by clocks: S1 and S5 wait half as long as the others.
 */
import type { SeededRandom } from "../kernel/seeded-random";
import type { Fault } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import { between, shuffled, US_PER_MS } from "./plan-tools";
import { fastClock, onlyLinks, rightClock } from "./raft-nemesis";

interface Offer {
  readonly atUs: number;
  readonly to: readonly Address[];
}

interface Script {
  readonly faults: readonly Fault[];
  readonly offers: readonly Offer[];
  /** From here on all are whole. */
  readonly endsAtUs: number;
}

/** The steps (a) to (d) for five nodes in an order drawn by chance, with times that vary a little. */
export function figure8(random: SeededRandom, nodes: readonly Address[]): Script {
  const [s1, s2, s3, s4, s5] = shuffled(random, nodes) as [Address, Address, Address, Address, Address];
  const later = (afterUs: number, ms: number): number => afterUs + (ms + between(random, 0, 50)) * US_PER_MS;
  const only = (atUs: number, ...pairs: (readonly [Address, Address])[]): Fault[] => onlyLinks(nodes, pairs, atUs);

  const firstUs = later(0, 1_500); // S1 leads by then
  const aUs = later(firstUs, 300);
  const bUs = later(aUs, 1_200);
  const cUs = later(bUs, 100);
  const dUs = later(cUs, 1_500);
  const endsAtUs = later(dUs, 1_200);
  const faults: Fault[] = [
    fastClock(s1, 0), ...only(0, [s1, s2], [s1, s3], [s1, s4], [s1, s5]), fastClock(s5, firstUs),
    ...only(aUs, [s1, s2], [s5, s3], [s5, s4]), // (a) S1 reaches S2 alone; the others elect S5
    ...only(bUs, [s1, s2]), // (b) S5 has a later term, and reaches nobody
    ...only(cUs, [s1, s2], [s1, s3]), // (c) S1 is elected again, and S3 gets the old entry: a majority has it
    ...only(dUs, [s5, s2], [s5, s3], [s5, s4]), // (d) S5, whose last term is later, is elected and replaces it
    { kind: "heal", atUs: endsAtUs }, rightClock(s1, endsAtUs), rightClock(s5, endsAtUs),
  ];
  const offers = [{ atUs: firstUs, to: nodes }, { atUs: later(aUs, 10), to: [s1] }, { atUs: later(bUs, 10), to: [s5] }];
  return { faults, offers, endsAtUs };
}
