/** E9: an order whose pairs say neither too little nor a circle. */
import { itemsAfter, requiredPairs } from "@/domain/exercises/order-pairs";
import { forEachExercise, repeated } from "./rule";

const LIVE_MIN = 4;

export const order = forEachExercise(["order"], ({ id, items, before, mistakes }, path, findings) => {
  const live = items.filter(({ unused }) => unused !== true).map((item) => item.id);
  for (const twice of repeated(items.map((item) => item.id))) {
    findings.error("E9.items", [...path, "items"], `${id}: two items are called ${twice}`);
  }
  if (live.length < LIVE_MIN) findings.error("E9.items", [...path, "items"], `${id}: ${live.length} items, at least ${LIVE_MIN} are asked`);
  before.forEach((pair, index) => {
    const stranger = pair.find((item) => !live.includes(item));
    if (stranger !== undefined) findings.error("E9.pair", [...path, "before", index], `${id}: ${stranger} is no item to be ordered`);
  });
  items.forEach((item, index) => {
    if (live.includes(item.id) && !before.flat().includes(item.id)) {
      findings.error("E9.pair", [...path, "items", index], `${id}: ${item.id} is in no pair`);
    }
  });
  const inCircle = live.find((item) => itemsAfter(item, before).has(item));
  if (inCircle !== undefined) findings.error("E9.cycle", [...path, "before"], `${id}: the pairs put ${inCircle} before itself`);
  else if (requiredPairs(before).length === (live.length * (live.length - 1)) / 2) {
    findings.warn("E9.chain", [...path, "before"], `${id}: only one order is right; is it meant?`);
  }
  mistakes.forEach(({ when: [put, instead] }, index) => {
    if (!itemsAfter(instead, before).has(put)) {
      findings.error("E9.mistake", [...path, "mistakes", index], `${id}: "${put} before ${instead}" breaks no pair`);
    }
  });
});
