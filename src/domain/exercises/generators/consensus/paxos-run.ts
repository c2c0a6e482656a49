/** Ballots of a single-decree Paxos group as a run really makes them (Lamport 2001). */
import type { SeededRandom } from "../../../kernel/seeded-random";
import { between, chance, pick, sample } from "../drawing";

export interface Ballot {
  readonly ballot: number;
  readonly value: string;
  /** Names of acceptors, in their order */
  readonly acceptedBy: readonly string[];
}

export interface Accepted {
  readonly ballot: number;
  readonly value: string;
}

export const VALUES = ["red", "green", "blue", "amber"] as const;

/** Share of the ballots that ask those first who have accepted nothing: that is how two values come about. */
const FRESH_SHARE = 0.7;

/** What an acceptor accepted last; null if nothing. */
export function lastAccepted(ballots: readonly Ballot[], acceptor: string): Accepted | null {
  const last = ballots.findLast(({ acceptedBy }) => acceptedBy.includes(acceptor));
  return last === undefined ? null : { ballot: last.ballot, value: last.value };
}

/** The report of the highest ballot; null if nobody accepted anything. */
export const highest = (reports: readonly (Accepted | null)[]): Accepted | null =>
  reports.reduce<Accepted | null>((best, one) => (one !== null && (best === null || one.ballot > best.ballot) ? one : best), null);

/**
 * Runs `count` ballots, one after the other. Each asks a majority, takes over what it must, and is accepted by at most
 * `reach` acceptors before the next one begins.
 */
export function drawBallots(random: SeededRandom, acceptors: readonly string[], count: number, reach: number): Ballot[] {
  const ballots: Ballot[] = [];
  let ballot = 0;
  for (let round = 0; round < count; round += 1) {
    ballot += between(random, [1, 3]);
    const mixed = sample(random, acceptors, acceptors.length);
    const fresh = chance(random, FRESH_SHARE) ? mixed.filter((acceptor) => lastAccepted(ballots, acceptor) === null) : [];
    const promised = [...new Set([...fresh, ...mixed])].slice(0, Math.floor(acceptors.length / 2) + 1);
    const taken = highest(promised.map((acceptor) => lastAccepted(ballots, acceptor)));
    const accepting = sample(random, acceptors, chance(random, 0.15) ? 0 : between(random, [1, reach]));
    ballots.push({ ballot, value: taken?.value ?? pick(random, VALUES), acceptedBy: acceptors.filter((name) => accepting.includes(name)) });
  }
  return ballots.filter(({ acceptedBy }) => acceptedBy.length > 0);
}
