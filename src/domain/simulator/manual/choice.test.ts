import { describe, expect, test } from "vitest";
import { type Choice, CHOICES_CHARS_MAX, CHOICES_MAX, choicesText, readChoices } from "./choice";

const ALL: readonly Choice[] = [
  { kind: "invoke", operation: 0 },
  { kind: "deliver", message: 12, copy: 1 },
  { kind: "deliver", message: 12, copy: 2 },
  { kind: "drop", message: 3, copy: 1 },
  { kind: "delay", message: 4, copy: 2 },
  { kind: "timer", node: "n1" },
  { kind: "synced", node: "n10" },
  { kind: "give-up", operation: 7 },
  { kind: "crash", node: "n2", keeps: 3 },
  { kind: "restart", node: "n2" },
  { kind: "planned" },
  { kind: "run", events: 20 },
  { kind: "finish" },
];

describe("a list of choices as a text", () => {
  test("is read again as it was", () => {
    expect(choicesText(ALL)).toBe("o0,d12,d12.2,x3,l4.2,tn1,fn10,g7,cn2.3,rn2,p,a20,z");
    expect(readChoices(choicesText(ALL))).toEqual(ALL);
    expect(readChoices("")).toEqual([]);
  });

  test.each(["d", "d1.3", "d-1", "q1", "tn", "t<b>", "cn1", "d1,,d2", "d1,", "d12345678", " d1", "pp"])("%j is none", (text) => {
    expect(readChoices(text)).toBeNull();
  });

  test("is bounded", () => {
    expect(readChoices(Array<string>(CHOICES_MAX).fill("p").join(","))).toHaveLength(CHOICES_MAX);
    expect(readChoices(Array<string>(CHOICES_MAX + 1).fill("p").join(","))).toBeNull();
    expect(readChoices("p,".repeat(CHOICES_CHARS_MAX))).toBeNull();
  });
});
