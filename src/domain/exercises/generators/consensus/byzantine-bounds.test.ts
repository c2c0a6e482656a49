/** The bounds against a search for a quorum that is safe and can be reached. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import type { BoundsWorld } from "./byzantine-bounds";

/** The smallest quorum of which any two share an honest node and which is there when the faulty ones are silent. */
function smallestQuorum(setting: BoundsWorld["setting"], nodes: number, faulty: number): number | null {
  const everybody = Array.from({ length: nodes }, (_, node) => node);
  const liars = setting === "crash" ? 0 : faulty;
  for (let size = 1; size <= nodes - faulty; size += 1) {
    // The two that share the least: the first of a row and the last of it. Whoever they share may be among the liars.
    const last = new Set(everybody.slice(nodes - size));
    if (everybody.slice(0, size).filter((node) => last.has(node)).length > liars) return size;
  }
  return null;
}

test("byzantine-bounds: a group bears so many faulty nodes if there is a quorum for them", () => {
  for (const { world, truth } of drawnWorlds<BoundsWorld>("byzantine-bounds", 400)) {
    const { setting, nodes, faulty } = world;
    const bears = (group: number, wrong: number) => (setting === "signed-timely" ? group - wrong >= 2 : smallestQuorum(setting, group, wrong) !== null);
    const most = Array.from({ length: nodes }, (_, wrong) => wrong).findLast((wrong) => bears(nodes, wrong)) ?? 0;
    const least = Array.from({ length: 100 }, (_, group) => group).find((group) => bears(group, faulty));
    const quorum = setting === "signed-timely" ? {} : { quorum: smallestQuorum(setting, nodes, most) };
    expect(truth).toEqual({ possible: bears(nodes, faulty) ? "yes" : "no", most, least, ...quorum });
  }
});
