/** The judge on the command line, as a script or a course's grader would call it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { labs } from "@/domain/labs/catalogue";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "quorum-judge-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function judge(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "src/cli/judge.ts", ...words], { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("a program that holds: exit code 0, and one JSON object", () => {
  const { status, stdout } = judge("unique-ids", "content/labs/unique-ids/reference.ts", "--seeds", "2", "--json");
  expect(status).toBe(0);
  const answer = JSON.parse(stdout) as Record<string, unknown>;
  expect(answer).toMatchObject({ lab: "unique-ids", verdict: "passed", seeds: { run: 2, passed: 2 }, failures: [] });
  expect(Object.keys(answer)).toEqual(["lab", "verdict", "points", "seeds", "failures", "metrics", "traceHash", "simulatedSeconds", "events", "cpuSeconds"]);
  expect(answer["traceHash"]).toMatch(/^[0-9a-f]{16}$/);
});

test("a program that does not hold: exit code 1, with seed, check and invariant; the same seed gives the same trace again", () => {
  const again = () => judge("unique-ids", "content/labs/unique-ids/wrong/time-and-name.ts", "--seed", "1", "--json");
  const { status, stdout } = again();
  expect(status).toBe(1);
  const answer = JSON.parse(stdout) as { failures: unknown[]; traceHash: string };
  expect(answer.failures[0]).toMatchObject({ seed: 1, check: expect.any(String), invariant: expect.any(String), events: expect.any(Number) });
  expect((JSON.parse(again().stdout) as { traceHash: string }).traceHash).toBe(answer.traceHash);
});

test("what cannot be read: exit code 3, with the place, and nothing on standard output but that", () => {
  const file = path.join(folder, "broken.ts");
  writeFileSync(file, "export default (env) => ({\n  onMessage( {\n});\n");
  const { status, stdout } = judge("unique-ids", file);
  expect(status).toBe(3);
  expect(stdout).toMatch(/broken\.ts:\d+:\d+: /);
  expect(judge("no-such-lab", file)).toMatchObject({ status: 3, stdout: expect.stringContaining(`There are: ${labs.map(({ id }) => id).sort().join(", ")}.`) });
  expect(judge("unique-ids", path.join(folder, "absent.ts")).status).toBe(3);
  expect(judge("unique-ids").status).toBe(3);
});
