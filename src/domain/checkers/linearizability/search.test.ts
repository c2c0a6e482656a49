import { describe, expect, test } from "vitest";
import { aKey, aKeyOfTexts, casRegister, fifoQueue, grownSet, lock, registers } from "../../../../tests/support/drawn-objects";
import { drawHistory, type DrawnObject, hasOrder, operationsOrThrow, spoil } from "../../../../tests/support/object-histories";
import { random } from "../../kernel/seeded-random";
import { BreadthFirst } from "./breadth-first";
import { callsOf } from "./call";
import { DepthFirst } from "./depth-first";
import { objectModel, type ObjectName } from "./check-linearizable";
import { isLinearizable } from "./plain-search";

const OBJECTS = [
  { name: "register with cas", of: "register", object: casRegister },
  { name: "key of any texts", of: "kv", object: aKey },
  { name: "key of texts that tell who wrote them", of: "kv", object: aKeyOfTexts },
  { name: "queue", of: "queue", object: fifoQueue },
  { name: "mutex", of: "mutex", object: lock },
  { name: "set", of: "set", object: grownSet },
  { name: "several registers", of: "multi-register", object: registers },
] as readonly { name: string; of: ObjectName; object: DrawnObject<unknown> }[];

describe.each(OBJECTS)("$name", ({ name, of, object }) => {
  const judged = (seed: number, operations: number) => {
    const chance = random(seed, name);
    const drawn = drawHistory(object, chance, { processes: 2 + chance.index(3), operations, crashes: chance.index(2) * 0.3 });
    const history = operationsOrThrow(chance.index(3) === 0 ? drawn : spoil(drawn, object, chance));
    const all = callsOf(history);
    const model = objectModel(of, all);
    const calls = model.relevant(all);
    const machine = model.machine(calls);
    return {
      history,
      reference: isLinearizable(all, model.machine(all)),
      depthFirst: new DepthFirst(calls, machine).run(Infinity) === "valid",
      breadthFirst: new BreadthFirst(calls, machine).run(Infinity) === "valid",
    };
  };

  test("short histories: valid exactly if some permutation is possible", () => {
    const wrong: object[] = [];
    let invalid = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const { history, reference, depthFirst, breadthFirst } = judged(seed, 6);
      const truth = hasOrder(object, history);
      // What several registers hold at first is not known; the model takes what was read first.
      if (of === "multi-register" && !truth && reference) continue;
      if (!truth) invalid += 1;
      if (reference !== truth || depthFirst !== truth || breadthFirst !== truth) wrong.push({ seed, truth, reference, depthFirst, breadthFirst });
    }
    expect(wrong).toEqual([]);
    expect(invalid).toBeGreaterThan(10);
  });

  test("longer ones: the fast searches say what the plain one says", () => {
    const wrong: object[] = [];
    let invalid = 0;
    for (let seed = 0; seed < 500; seed += 1) {
      const { reference, depthFirst, breadthFirst } = judged(1_000 + seed, 12);
      if (!reference) invalid += 1;
      if (depthFirst !== reference || breadthFirst !== reference) wrong.push({ seed, reference, depthFirst, breadthFirst });
    }
    expect(wrong).toEqual([]);
    expect(invalid).toBeGreaterThan(20);
  });
});
