import { expect, test } from "vitest";
import { duplicateId } from "../../../../tests/support/lab-excerpts";
import { readStory } from "./read-story";

test("what a check says of the run's events is said of the page's steps", () => {
  const { steps, excerpt } = readStory(duplicateId());
  const later = steps.find(({ number, event }) => event.number !== number);
  if (later === undefined) throw new Error("Every step has the number of its event: choose another excerpt.");
  const { says } = readStory({ ...excerpt, say: `n1 voted (event ${later.event.number}, in term 2), and not at event 99999.` });
  expect(says).toBe(`n1 voted (event ${later.number}, in term 2), and not at event 99999.`);
});
