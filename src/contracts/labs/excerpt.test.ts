import { expect, test } from "vitest";
import { crowded, duplicateId, lostBroadcast, underFire } from "../../../tests/support/lab-excerpts";
import { showRecording } from "@/domain/labs/shown-recording";
import { excerptSchema, keptSeedSchema, seedStorageKey, shownRecordingSchema, sourceStorageKey } from "./excerpt";

test("an excerpt survives the way into a tab's storage and back", () => {
  for (const excerpt of [duplicateId(), lostBroadcast(), underFire(), crowded()]) expect(excerptSchema.parse(JSON.parse(JSON.stringify(excerpt)))).toEqual(excerpt);
});

test("a recording does so too, with how much it was shrunk; where it comes from a judge, with whether it yet may be", () => {
  const shrunk = { ...duplicateId(), shrunkFrom: { events: 4_212, tries: 51 } };
  for (const version of ["shrunk", "as-run"] as const) {
    const recording = { ...showRecording({ asRun: crowded(), shrunk }, version), isBeingShrunk: true };
    expect(shownRecordingSchema.parse(JSON.parse(JSON.stringify(recording)))).toEqual(recording);
    expect(shownRecordingSchema.safeParse({ ...recording, version: "half" }).success).toBe(false);
    expect(shownRecordingSchema.safeParse({ ...recording, excerpt: null }).success).toBe(false);
  }
  const kept = { check: "unique", shrunk, eventsAsRun: 4_212 };
  expect(keptSeedSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  for (const wrong of [crowded(), { ...kept, shrunk: { ...shrunk, shrunkFrom: 7 } }, { ...kept, check: 7 }]) expect(keptSeedSchema.safeParse(wrong).success).toBe(false);
});

test("what is no excerpt is refused", () => {
  const excerpt = duplicateId();
  for (const wrong of [null, {}, { ...excerpt, events: [{ number: 0, atUs: 0, kind: "exploded" }] }, { ...excerpt, nodes: "n1" }, { ...excerpt, events: Array.from({ length: 5_001 }, () => excerpt.events[0]) }]) {
    expect(excerptSchema.safeParse(wrong).success).toBe(false);
  }
});

test("each seed of each lab has a key of its own", () => {
  expect(seedStorageKey("unique-ids", 17)).toBe("quorum:lab-seed:unique-ids:17");
  expect(sourceStorageKey("unique-ids")).toBe("quorum:lab-source:unique-ids");
});
