import { expect, test } from "vitest";
import { othersOf, otherWanted } from "./other-run";

const run = (number: number, labId = "unique-ids") => ({ runId: `${labId}-${number}`, labId, number });
const runs = [run(4), run(3), run(9, "broadcast"), run(2), run(1)];

test("only other runs of the same lab can be chosen", () => {
  expect(othersOf(run(3), runs).map(({ runId }) => runId)).toEqual(["unique-ids-4", "unique-ids-2", "unique-ids-1"]);
});

test("what is asked for is compared with, otherwise the run before, otherwise the first after it", () => {
  const wanted = (number: number, asked?: string) => otherWanted(run(number), othersOf(run(number), runs), asked);
  expect(wanted(3, "unique-ids-1")).toBe("unique-ids-1");
  expect(wanted(3)).toBe("unique-ids-2");
  expect(wanted(3, "somebody-else")).toBe("unique-ids-2");
  expect(wanted(1)).toBe("unique-ids-2");
  expect(otherWanted(run(1), [], "unique-ids-1")).toBeNull();
});
