/**
 * Goal: no answer of a program confuses what judges it. Method: programs whose answers are made to look like others, or
 * like a checker's own things, are judged as a submission is; each fails the check that it tries to get around.
 */
import { expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { CHECKER_ATTACKS } from "../support/checker-attacks";
import { judgePublicSeed } from "../support/judge-host";

test.each(CHECKER_ATTACKS)("$lab: $name", async ({ lab, source, fails }) => {
  const rules = findLab(lab);
  if (rules === undefined) throw new Error(`There is no lab ${lab}.`);
  const { checks } = await judgePublicSeed(rules, source, 1);
  expect(checks.filter(({ verdict }) => verdict === "failed").map(({ check }) => check)).toEqual(fails);
});
