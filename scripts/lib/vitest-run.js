// Runs projects of vitest and counts.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { withoutNpm } from "./run-command.js";

/** @typedef {{ passed: number, failed: number }} Count */
/**
 * The part of vitest's JSON report that is read here.
 * @typedef {{ numPassedTests: number, numTotalTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} Report
 */

/**
 * Everything that is not a pass is a failure: a test that is skipped, a file that cannot be read, an error between tests.
 * @param {Report | null} report null: vitest did not get as far as writing one
 * @param {number | null} exitCode
 * @returns {Count}
 */
export function countReport(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  const failed = report.numTotalTests - report.numPassedTests + brokenFiles.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/**
 * @param {string[]} projects
 * @param {string[]} filters
 * @returns {Promise<Count>}
 */
export async function runVitest(projects, filters) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "quorum-report-"));
  const file = path.join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = ["node_modules/vitest/vitest.mjs", "run", ...projects.flatMap((name) => ["--project", name]), ...reporters, ...filters];
  const child = spawn(process.execPath, args, { cwd: CHECKOUT, env: withoutNpm(process.env), stdio: ["ignore", "inherit", "inherit"] });
  const exitCode = await new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null;
  fs.rmSync(folder, { recursive: true, force: true });
  return countReport(report, exitCode);
}
