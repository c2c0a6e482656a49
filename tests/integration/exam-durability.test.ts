/**
 * Goal: nothing of an exam that said "saved" is lost, and nothing counts twice. Method: a process saves answers and says
 * what was acknowledged, until it is killed with -9; then the exam goes on elsewhere, and is settled by several at once.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "@/domain/kernel/instant";
import { lookAtExam, saveExamAnswer, startExam } from "@/server/exercises/assignments/exam";
import { settleAllDue, type SettleTools } from "@/server/exercises/assignments/settle";
import { testDatabase, type TestDatabase } from "../support/database";
import { exerciseCatalog } from "../support/exercise-catalog";
import { numeric } from "../support/exercise-fixtures";

const HOUR_MS = 3_600_000;
const ACKNOWLEDGED_MIN = 25;
const KILLS = 2;
/** Each process starts anew, on a machine that may have other things to do. */
const PATIENCE_MS = 300_000;

let home: TestDatabase;
let tools: SettleTools;
let ahead = 0;
beforeAll(async () => {
  home = await testDatabase();
  tools = { clock: () => instant(Date.now() + ahead), database: home.database, catalog: exerciseCatalog([numeric]), bringCardsForward: async () => [] };
});
afterAll(() => home.stop());

/** An exam of one exercise that runs. */
async function runningExam() {
  const { id: userId } = await home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name: "Ada" } });
  const now = new Date();
  const cohort = await home.database.cohort.create({ data: { ownerId: userId, name: "Guild", joinCode: randomUUID(), codeExpiresAt: now, createdAt: now, members: { create: { userId, joinedAt: now } } } });
  const terms = { title: "Midterm", kind: "exam", opensAt: now, dueAt: new Date(Date.now() + HOUR_MS), minutes: 30, attempts: 1, attemptLoss: 0, feedback: "when-over", createdAt: now };
  const { id: assignmentId } = await home.database.assignment.create({ data: { id: randomUUID(), cohortId: cohort.id, ...terms, items: { create: { place: 1, exerciseId: numeric.id } } } });
  const place = { userId, assignmentId };
  expect((await startExam(tools, place)).ok).toBe(true);
  return place;
}

async function lookedAt(place: { userId: string; assignmentId: string }) {
  const exam = await lookAtExam(tools, place);
  if (!exam.ok || exam.value.items[0] === undefined) throw new Error("the exam does not run");
  return exam.value.items[0];
}

/** The last number that was acknowledged before the process was killed. */
async function savedUntilKilled({ userId, assignmentId }: { userId: string; assignmentId: string }, variantId: string, from: number): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/exam-process.ts", home.url, userId, assignmentId, variantId], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split("\n").length > ACKNOWLEDGED_MIN) child.kill("SIGKILL");
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  expect([code, signal]).toEqual([null, "SIGKILL"]);
  const numbers = said.split("\n").slice(0, -1).map(Number);
  // The last one is sent once more under its number, which is as if it was sent once; older ones change nothing.
  expect(numbers[0]).toBeGreaterThanOrEqual(from);
  return numbers.at(-1) ?? 0;
}

test("X1, X3: a process is killed in the middle of an exam, again and again", async () => {
  const place = await runningExam();
  const { variantId } = await lookedAt(place);
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    acknowledged = await savedUntilKilled(place, variantId, acknowledged);
    const item = await lookedAt(place);
    expect(item.variantId).toBe(variantId);
    // What was on its way may have arrived without having been acknowledged; nothing that was is missing.
    expect(item.savedNumber).toBeGreaterThanOrEqual(acknowledged);
    expect(item.saved?.answer).toEqual({ type: "numeric", text: String(item.savedNumber) });
    acknowledged = item.savedNumber;
  }
  const last = { type: "numeric", text: "42" } as const;
  const saved = await saveExamAnswer(tools, { ...place, variantId, number: acknowledged + 1, answer: last });
  expect(saved).toMatchObject({ ok: true, value: { outcome: "saved" } });
  ahead = HOUR_MS;
  await Promise.all([settleAllDue(tools), settleAllDue(tools), settleAllDue(tools)]);
  const attempts = await home.database.exerciseAttempt.findMany({ where: { assignmentId: place.assignmentId } });
  expect(attempts.map(({ answer, number }) => ({ answer, number }))).toEqual([{ answer: last, number: 1 }]);
}, PATIENCE_MS);
