import { expect, test } from "vitest";
import { crowded, duplicateId, lostBroadcast, underFire } from "../../../tests/support/lab-excerpts";
import { excerptSchema, excerptStorageKey, keptRecordingSchema, recordingSchema } from "./excerpt";

test("an excerpt survives the way into a tab's storage and back", () => {
  for (const excerpt of [duplicateId(), lostBroadcast(), underFire(), crowded()]) expect(excerptSchema.parse(JSON.parse(JSON.stringify(excerpt)))).toEqual(excerpt);
});

test("a recording does so too, with how much it was shrunk; where it comes from a judge, with whether it yet may be", () => {
  const shrunk = { ...duplicateId(), shrunkFrom: { events: 4_212, tries: 51 } };
  for (const recording of [{ asRun: crowded(), shrunk }, { asRun: crowded(), shrunk: null }]) {
    expect(recordingSchema.parse(JSON.parse(JSON.stringify(recording)))).toEqual(recording);
    expect(keptRecordingSchema.parse({ ...recording, isBeingShrunk: true })).toEqual({ ...recording, isBeingShrunk: true });
  }
  for (const wrong of [crowded(), { asRun: crowded() }, { asRun: null, shrunk }, { asRun: crowded(), shrunk: { ...shrunk, shrunkFrom: 7 } }]) expect(recordingSchema.safeParse(wrong).success).toBe(false);
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
