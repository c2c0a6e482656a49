import { expect, test } from "vitest";
import { crowded, duplicateId, lostBroadcast, underFire } from "../../../tests/support/lab-excerpts";
import { excerptSchema, excerptStorageKey } from "./excerpt";

test("an excerpt survives the way into a tab's storage and back", () => {
  for (const excerpt of [duplicateId(), lostBroadcast(), underFire(), crowded()]) expect(excerptSchema.parse(JSON.parse(JSON.stringify(excerpt)))).toEqual(excerpt);
});

test("what is no excerpt is refused", () => {
  const excerpt = duplicateId();
  for (const wrong of [null, {}, { ...excerpt, events: [{ number: 0, atUs: 0, kind: "exploded" }] }, { ...excerpt, nodes: "n1" }, { ...excerpt, events: crowded().events.concat(excerpt.events) }]) {
    expect(excerptSchema.safeParse(wrong).success).toBe(false);
  }
});

test("each seed of each lab has a key of its own", () => {
  expect(excerptStorageKey("unique-ids", 17)).toBe("quorum:lab-excerpt:unique-ids:17");
});
