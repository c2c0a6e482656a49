/** Content with one lab, for processes that only judge it: all of the content takes them seconds to read. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeShingles } from "@/server/catalog/shingles";

/** The lab as it is, but for its place among topics and concepts: those are the fixture's. */
export function makeSmallContent(lab: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "content-"));
  cpSync("tests/content/fixture", folder, { recursive: true });
  writeFileSync(path.join(folder, "source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: "a b c d e f g h" }])));
  rmSync(path.join(folder, "labs"), { recursive: true });
  cpSync(`content/labs/${lab}`, path.join(folder, "labs", lab), { recursive: true });
  const file = path.join(folder, "labs", lab, "lab.yaml");
  const placed = readFileSync(file, "utf8").replace(/concepts: \[.*\]/g, "concepts: [fsync]").replace(/^topic: .*$/m, "topic: storage").replace(/^order: .*$/m, "order: 1");
  writeFileSync(file, placed);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
