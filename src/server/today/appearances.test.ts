import { expect, test } from "vitest";
import { appearancesOf } from "./appearances";

const lab = (id: string, conceptIds: string[], ofChecks: string[]) => ({ id, title: id, minutes: 60, conceptIds, checks: [{ concepts: ofChecks }] });
const scenario = (id: string, asked: string[], judged: string[]) => ({ id, title: id, minutes: 45, deepDives: [{ concepts: asked }], rubric: [{ concepts: judged }] });
const byId = <Thing extends { id: string }>(...things: Thing[]) => new Map(things.map((thing) => [thing.id, thing]));
const catalog = {
  labs: byId(lab("election", ["raft"], []), lab("kv", [], ["raft", "linearizability"]), lab("gossip", ["gossip"], ["gossip"])),
  scenarios: byId(scenario("lock-service", ["lease"], ["raft"]), scenario("cdn", ["caching"], []), scenario("kv-store", ["raft"], [])),
};
const ids = (concepts: string[]) => {
  const { labs, interviews } = appearancesOf(catalog, concepts);
  return [labs.map(({ id }) => id), interviews.map(({ id }) => id)];
};

test("a concept appears where a program, a check, a question or a rubric line is about it", () => {
  expect(ids(["raft"])).toEqual([["election", "kv"], ["lock-service", "kv-store"]]);
});

test("several concepts appear once in each place", () => {
  expect(ids(["raft", "linearizability", "gossip"])).toEqual([["election", "kv", "gossip"], ["lock-service", "kv-store"]]);
});

test("a concept of none appears nowhere", () => {
  expect(ids(["clock"])).toEqual([[], []]);
});

test("of a scenario no question gets out", () => {
  expect(appearancesOf(catalog, ["caching"]).interviews).toEqual([{ id: "cdn", title: "cdn", minutes: 45 }]);
});
