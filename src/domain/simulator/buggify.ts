/**
 * Buggify, as in FoundationDB's simulation (Zhou et al., "FoundationDB: A Distributed Unbundled Transactional Key Value
 * Store", SIGMOD 2021): places in what we hand out that behave in the least convenient way that they are allowed to.
 * Each is switched on for a whole run by a coin, and then strikes by a coin, so that runs differ in what is against them.
 */
import { random, type SeededRandom } from "../kernel/seeded-random";

export const BUGGIFY_SITES = ["timer-late", "fsync-slow", "rpc-twice"] as const;
export type BuggifySite = (typeof BUGGIFY_SITES)[number];

const ENABLED = 0.25;
const FIRES = 0.25;
/** A late timer takes up to twice its time. */
const LATE_MOST = 1;
/** A slow fsync takes so many times as long. */
const FSYNC_FACTOR = 10;

export class Buggify {
  /** The sites that are on in this run. */
  readonly sites: readonly BuggifySite[];
  private readonly streams: ReadonlyMap<BuggifySite, SeededRandom>;

  constructor(seed: string) {
    this.sites = BUGGIFY_SITES.filter((site) => random(seed, `buggify/enabled/${site}`).fraction() < ENABLED);
    this.streams = new Map(this.sites.map((site) => [site, random(seed, `buggify/fires/${site}`)]));
  }

  /** How much later a timer fires that was set for so long. */
  timerLateUs(durationUs: number): number {
    const stream = this.firing("timer-late");
    return stream === null ? 0 : stream.index(Math.floor(durationUs * LATE_MOST) + 1);
  }

  fsyncUs(usualUs: number): number {
    return this.firing("fsync-slow") === null ? usualUs : usualUs * FSYNC_FACTOR;
  }

  /** Where an rpc is sent twice: the stream that says when its second copy arrives. */
  secondCopy(): SeededRandom | null {
    return this.firing("rpc-twice");
  }

  private firing(site: BuggifySite): SeededRandom | null {
    const stream = this.streams.get(site);
    return stream !== undefined && stream.fraction() < FIRES ? stream : null;
  }
}
