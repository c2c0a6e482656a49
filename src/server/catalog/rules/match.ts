/** E10: every left side has one partner, and what has none is a decoy with words. */
import { forEachExercise, repeated } from "./rule";

const LEFT = [3, 6] as const;
const DECOYS_MAX = 2;

export const match = forEachExercise(["match"], ({ id, left, right, pairs, mistakes }, path, findings) => {
  const lefts = left.map((side) => side.id);
  const rights = right.map((side) => side.id);
  const bad = (code: string, field: readonly (string | number)[], message: string) =>
    findings.error(code, [...path, ...field], `${id}: ${message}`);

  if (left.length < LEFT[0] || left.length > LEFT[1]) bad("E10.count", ["left"], `${left.length} left sides, allowed ${LEFT.join("-")}`);
  for (const twice of repeated(lefts)) bad("E10.pair", ["left"], `two left sides are called ${twice}`);
  for (const twice of repeated(rights)) bad("E10.pair", ["right"], `two right sides are called ${twice}`);
  for (const side of lefts) if (!rights.includes(pairs[side] ?? "")) bad("E10.pair", ["pairs", side], `${side} has no partner`);
  for (const side of Object.keys(pairs)) if (!lefts.includes(side)) bad("E10.pair", ["pairs", side], `there is no left side ${side}`);

  const partners = new Set(Object.values(pairs));
  const decoys = right.filter(({ decoy }) => decoy === true);
  if (decoys.length > DECOYS_MAX) bad("E10.decoy", ["right"], `${decoys.length} decoys, at most ${DECOYS_MAX}`);
  right.forEach((side, index) => {
    const isDecoy = side.decoy === true;
    if (isDecoy && partners.has(side.id)) bad("E10.decoy", ["right", index], `the decoy ${side.id} is the partner of a left side`);
    if (!isDecoy && !partners.has(side.id)) bad("E10.decoy", ["right", index], `${side.id} is nobody's partner and not marked as a decoy`);
  });
  mistakes.forEach((mistake, index) => {
    const exists = lefts.includes(mistake.left) && rights.includes(mistake.right);
    if (!exists) bad("E10.mistake", ["mistakes", index], `${mistake.left} with ${mistake.right} cannot be answered`);
    else if (pairs[mistake.left] === mistake.right) bad("E10.mistake", ["mistakes", index], `${mistake.left} with ${mistake.right} is right`);
  });
});
