/** The fast searches for a linear order beside the plain one, on histories drawn by chance. */
import { BreadthFirst } from "@/domain/checkers/linearizability/breadth-first";
import { callsOf } from "@/domain/checkers/linearizability/call";
import { objectModel, type ObjectName } from "@/domain/checkers/linearizability/check-linearizable";
import { DepthFirst } from "@/domain/checkers/linearizability/depth-first";
import { register } from "@/domain/checkers/linearizability/models/register";
import { isLinearizable } from "@/domain/checkers/linearizability/plain-search";
import { checkZones } from "@/domain/checkers/linearizability/zones";
import { random } from "@/domain/kernel/seeded-random";
import { aKey, aKeyOfTexts, casRegister, fifoQueue, grownSet, lock, registers, uniqueRegister } from "./drawn-objects";
import { drawHistory, type DrawnObject, operationsOrThrow, spoil } from "./object-histories";

export interface ObjectUnderTest {
  readonly name: string;
  readonly of: ObjectName;
  readonly object: DrawnObject<unknown>;
}

export const OBJECTS = [
  { name: "register with cas", of: "register", object: casRegister },
  { name: "key of any texts", of: "kv", object: aKey },
  { name: "key of texts that tell who wrote them", of: "kv", object: aKeyOfTexts },
  { name: "queue", of: "queue", object: fifoQueue },
  { name: "mutex", of: "mutex", object: lock },
  { name: "set", of: "set", object: grownSet },
  { name: "several registers", of: "multi-register", object: registers },
] as readonly ObjectUnderTest[];

/** What each search says of the history of a seed. */
export function judgedBySearches({ name, of, object }: ObjectUnderTest, seed: number, operations: number) {
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
}

/** The same for registers whose values are written once, of which zones can judge. */
export function judgedByZones(seed: number, operations: number) {
  const chance = random(seed, "zones");
  const drawn = drawHistory(uniqueRegister, chance, { processes: 2 + chance.index(4), operations, crashes: chance.index(2) * 0.3 });
  const calls = callsOf(operationsOrThrow(chance.index(3) === 0 ? drawn : spoil(drawn, uniqueRegister, chance)));
  return { calls, reference: isLinearizable(calls, register.machine(calls)), zones: checkZones(calls, null) };
}
