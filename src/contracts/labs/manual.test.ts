import { describe, expect, test } from "vitest";
import { type Choice, CHOICES_MAX } from "@/domain/simulator/manual/choice";
import { ManualFragmentSchema, manualFragment, ManualQuery } from "./manual";

const choices: readonly Choice[] = [{ kind: "invoke", operation: 0 }, { kind: "crash", node: "n1", keeps: 0 }];
const traceHash = "0123456789abcdef";

describe("the choices in an address", () => {
  test("are read again as they were", () => {
    const text = manualFragment({ choices, traceHash });
    expect(text).toBe("#by-hand=o0,cn1.0&trace=0123456789abcdef");
    expect(ManualFragmentSchema.parse(text)).toEqual({ choices, traceHash });
    expect(ManualFragmentSchema.parse("#by-hand=o0")).toEqual({ choices: [choices[0]], traceHash: null });
    expect(manualFragment({ choices: [], traceHash })).toBe("");
  });

  test.each(["", "#e=3", "#by-hand=q9", "#by-hand=o0&trace=xyz", "#by-hand=o0&more=1", "#by-hand=<b>", `#by-hand=${Array<string>(CHOICES_MAX + 1).fill("p").join(",")}`, `#by-hand=${"o0,".repeat(9_000)}`])("are none in %.40s", (text) => {
    expect(ManualFragmentSchema.safeParse(text).success).toBe(false);
  });
});

test("a query that makes no sense asks for nothing", () => {
  expect(ManualQuery.parse({ seed: "3", check: "unique", from: "40", other: "x" })).toEqual({ seed: 3, check: "unique", from: 40 });
  expect(ManualQuery.parse({ seed: "65", check: "<b>", search: ["a", "b"], from: "-1", of: "me" })).toEqual({});
});
