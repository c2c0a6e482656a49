/** A process that saves the answers of an exam as fast as it can, and says each number that was acknowledged: to be killed. */
import { writeSync } from "node:fs";
import { systemClock } from "@/server/platform/clock";
import { openDatabase } from "@/server/platform/database";
import { saveExamAnswer } from "@/server/exercises/assignments/exam";
import { exerciseCatalog } from "./exercise-catalog";
import { numeric } from "./exercise-fixtures";

const [url = "", userId = "", assignmentId = "", variantId = ""] = process.argv.slice(2);
const tools = { clock: systemClock, database: openDatabase(url), catalog: exerciseCatalog([numeric]), bringCardsForward: async () => [] };

for (let number = 1; ; number += 1) {
  const saved = await saveExamAnswer(tools, { userId, assignmentId, variantId, number, answer: { type: "numeric", text: String(number) } });
  if (saved.ok && saved.value.outcome === "saved") writeSync(1, `${number}\n`);
}
