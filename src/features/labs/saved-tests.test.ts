import { expect, test } from "vitest";
import type { SeedResult } from "@/domain/labs/result";
import { testVerdict } from "./saved-tests";

const seed = (verdict: SeedResult["verdict"], checks: SeedResult["checks"]): SeedResult => ({ n: 7, scenario: "calm", verdict, checks, traceHash: "", events: 1, simulatedUs: 1 });
const result = (check: string, verdict: SeedResult["verdict"]): SeedResult["checks"][number] => ({ check, verdict, say: "", figures: {}, witnesses: [] });

test("a test ends as its check does on its seed; where that was not judged, nothing is known", () => {
  expect(testVerdict(undefined, "unique")).toBeNull();
  expect(testVerdict(seed("failed", [result("unique", "passed"), result("restarts", "failed")]), "unique")).toBe("passed");
  expect(testVerdict(seed("failed", [result("unique", "failed")]), "unique")).toBe("failed");
  expect(testVerdict(seed("failed", [result("program", "failed")]), "unique")).toBe("unknown");
  expect(testVerdict(seed("passed", [result("program", "passed")]), "program")).toBe("passed");
});
