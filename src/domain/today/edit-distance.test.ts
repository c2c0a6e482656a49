import { expect, test } from "vitest";
import { editDistance } from "./edit-distance";

test.each([
  ["paxos", "paxos", 0],
  ["paxoss", "paxos", 1],
  ["rfat", "raft", 1],
  ["replcation", "replication", 1],
  ["consenss", "consensus", 1],
  ["gosip", "gossip", 1],
  ["kafak", "kafka", 1],
  ["idempotance", "idempotence", 1],
  ["lineraizabilty", "linearizability", 2],
  ["raft", "kafka", 3],
  ["", "ab", 2],
])("%j and %j are %i apart", (one, other, distance) => {
  expect([editDistance(one, other, 2), editDistance(other, one, 2)]).toEqual([distance, distance]);
});
