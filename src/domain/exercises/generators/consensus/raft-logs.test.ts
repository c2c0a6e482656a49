/** Elections and truncation by sets of voters, by messages sent one by one, and on the logs of the paper's figure 7. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { Log } from "./raft-logs";
import type { TruncationWorld } from "./raft-truncation";
import type { ElectionWorld } from "./raft-who-can-win";

/** The rule for a voter in the words of the paper: its last entry is of a later term, or of the same and its log is longer. */
function refuses(voter: Log, candidate: Log): boolean {
  const [own, asked] = [voter[voter.length - 1] ?? 0, candidate[candidate.length - 1] ?? 0];
  return own === asked ? voter.length > candidate.length : own > asked;
}

/** Whether some majority with the candidate in it holds nobody who refuses. */
function canWin({ servers }: ElectionWorld, candidate: number): boolean {
  for (let bits = 0; bits < 2 ** servers.length; bits += 1) {
    const set = servers.filter((_, index) => bits & (1 << index));
    const own = servers[candidate];
    if (own !== undefined && set.includes(own) && set.length * 2 > servers.length && !set.some(({ log }) => refuses(log, own.log))) return true;
  }
  return false;
}

test("raft-who-can-win agrees with the search for a majority", () => {
  for (const { world, truth } of drawnWorlds<ElectionWorld>("raft-who-can-win", 300)) {
    expect(truth.winners).toEqual(world.servers.flatMap(({ name }, index) => (canWin(world, index) ? [name] : [])));
  }
});

/** Figure 7 of Ongaro and Ousterhout 2014: the leader for term 8 and six followers. */
const FIGURE_7: readonly (readonly [string, Log])[] = [
  ["leader", [1, 1, 1, 4, 4, 5, 5, 6, 6, 6]],
  ["a", [1, 1, 1, 4, 4, 5, 5, 6, 6]],
  ["b", [1, 1, 1, 4]],
  ["c", [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]],
  ["d", [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]],
  ["e", [1, 1, 1, 4, 4, 4, 4]],
  ["f", [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]],
];

test("raft-who-can-win: in figure 7 the leader could be elected, and so could a, c and d", () => {
  const servers = FIGURE_7.map(([name, log]) => ({ name, log }));
  expect(generatorCalled("raft-who-can-win").solve({ servers })).toEqual({ winners: ["leader", "a", "c", "d"] });
});

/** Sends AppendEntries until one is taken, as the rules for followers in figure 2 say. */
function bySending({ leader, follower }: TruncationWorld) {
  let refused = 0;
  for (let next = leader.length; ; next -= 1) {
    const previous = next - 1;
    if (previous > 0 && (follower.length < previous || follower[previous - 1] !== leader[previous - 1])) {
      refused += 1;
      continue;
    }
    let log = [...follower];
    for (const [offset, term] of leader.slice(previous).entries()) {
      const place = previous + offset;
      if (log[place] !== undefined && log[place] !== term) log = log.slice(0, place);
      log[place] = term;
    }
    expect(log.slice(0, leader.length)).toEqual(leader);
    const kept = follower.findIndex((term, place) => log[place] !== term);
    return { from: next, dropped: kept < 0 ? 0 : follower.length - kept, refused };
  }
}

test("raft-truncation agrees with messages sent one by one", () => {
  for (const { world, truth } of drawnWorlds<TruncationWorld>("raft-truncation", 300)) expect(truth).toEqual(bySending(world));
});

test("raft-truncation: follower f of figure 7 keeps three entries and drops eight", () => {
  const world = { leader: [...(FIGURE_7[0]?.[1] ?? []), 8], follower: FIGURE_7[6]?.[1], commitIndex: 3 };
  expect(generatorCalled("raft-truncation").solve(world)).toEqual({ from: 4, dropped: 8, refused: 7 });
});
