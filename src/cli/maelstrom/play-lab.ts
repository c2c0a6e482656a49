/** One lab, scenario by scenario, with one program: from the command to the answer. */
import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { labs } from "@/domain/labs/catalogue";
import type { LabRules, Scenario } from "@/domain/labs/lab";
import { judgeOutside } from "@/domain/labs/outside/judge-outside";
import { outsidePlan, slowedTo } from "@/domain/simulator/outside/outside-plan";
import { historyLines, messageLines } from "@/domain/simulator/outside/write-logs";
import type { RunRecord } from "@/domain/simulator/run-record";
import { type Answer, answerOf, type PlayedScenario } from "./answer";
import type { Command } from "./command";
import { CannotStart, playOutside } from "./play-outside";
import { ProcessGroups } from "./process-groups";
import { listenForStop } from "./scripts";

const MS_PER_S = 1_000;
const US_PER_MS = 1_000;
const SEED_BYTES = 4;

/** Plays what is asked for. Progress goes to standard error. */
export async function playLab(command: Command): Promise<Answer> {
  const found = findScenarios(command);
  if (typeof found === "string") return cannotRun(command, found);
  const program = findProgram(command);
  if (typeof program === "string") return cannotRun(command, program);
  const kept = keptFolder(command);
  if (kept === null) return cannotRun(command, `${command.log ?? ""} is not empty. Name a folder for --log that is empty or not there.`);
  const stop = await listenForStop();
  const groups = new ProcessGroups();
  try {
    return answerOf(command, await playAll({ ...found, command, program, folder: kept.folder, groups, stop }));
  } catch (problem) {
    if (problem instanceof CannotStart) return cannotRun(command, `The program ${program.file} cannot be started: ${problem.message}.`);
    throw problem;
  } finally {
    groups.close();
    if (kept.isTemporary) rmSync(kept.folder, { recursive: true, force: true });
  }
}

const cannotRun = ({ json }: Command, problem: string): Answer => ({ lines: json ? [JSON.stringify({ problem })] : [], problem, exitCode: 3 });

interface Found {
  readonly lab: LabRules;
  readonly scenarios: readonly Scenario[];
}

interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

interface Plays extends Found {
  readonly command: Command;
  readonly program: Program;
  readonly folder: string;
  readonly groups: ProcessGroups;
  readonly stop: AbortSignal;
}

function findScenarios({ lab: id, scenarios: wanted }: Command): Found | string {
  const lab = labs.find((one) => one.id === id);
  if (lab === undefined) return `There is no lab called "${id}". There are: ${labs.map((one) => one.id).sort().join(", ")}.`;
  const missing = wanted.find((name) => !lab.scenarios.some((one) => one.id === name));
  if (missing !== undefined) return `The lab ${id} has no scenario "${missing}". It has: ${lab.scenarios.map((one) => one.id).join(", ")}.`;
  return { lab, scenarios: wanted.length === 0 ? lab.scenarios : lab.scenarios.filter((one) => wanted.includes(one.id)) };
}

/** Where the user is: npm goes to the checkout before it runs anything. */
const here = (): string => process.env["INIT_CWD"] ?? process.cwd();

/** The program and its arguments. Nodes run in folders of their own, so what names a file here is given its whole path. */
function findProgram({ bin, args }: Command): Program | string {
  const whole = (word: string): string => (existsSync(path.resolve(here(), word)) ? path.resolve(here(), word) : word);
  const file = whole(bin);
  const isPath = path.isAbsolute(file);
  if (!isPath && bin.includes("/")) return `There is no program ${bin} (looked for in ${here()}).`;
  try {
    if (isPath) accessSync(file, constants.X_OK);
  } catch {
    return `${bin} cannot be executed. Make it executable (chmod +x ${bin}), or name what runs it: --bin node ${bin}`;
  }
  return { file, args: args.map(whole) };
}

/** Null: the folder is in use. */
function keptFolder({ log }: Command): { readonly folder: string; readonly isTemporary: boolean } | null {
  if (log === null) return { folder: mkdtempSync(path.join(os.tmpdir(), "quorum-maelstrom-")), isTemporary: true };
  const folder = path.resolve(here(), log);
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder).length > 0 ? null : { folder, isTemporary: false };
}

async function playAll(plays: Plays): Promise<{ readonly seed: string; readonly played: readonly PlayedScenario[] }> {
  const seed = plays.command.seed ?? randomBytes(SEED_BYTES).toString("hex");
  const played: PlayedScenario[] = [];
  for (const scenario of plays.scenarios) {
    if (plays.stop.aborted) break;
    played.push(await playOne(plays, scenario, seed));
  }
  return { seed, played };
}

async function playOne({ lab, command, program, folder, groups, stop }: Plays, scenario: Scenario, seed: string): Promise<PlayedScenario> {
  const wished = scenario.plan(seed);
  const { plan, leftOut, extraServices } = outsidePlan(command.ratePerS === null ? wished : slowedTo(wished, command.ratePerS));
  const planMs = plan.endAtUs / US_PER_MS;
  const timeLimitMs = command.timeLimitS === null ? planMs + MS_PER_S : command.timeLimitS * MS_PER_S;
  const own = path.join(folder, scenario.id);
  process.stderr.write(`${scenario.id}: ${plan.nodes.length} nodes, at most ${Math.ceil(Math.min(planMs, timeLimitMs) / MS_PER_S)} s …\n`);
  const { run, cut, lateMs } = await playOutside({ plan, readReply: lab.readReply, ...program, folder: own, groups, timeLimitMs, stop });
  if (command.log !== null) writeLogs(own, run);
  const asked = new Set((run.trace ?? []).flatMap((event) => (event.kind === "served" ? [event.service] : [])));
  return {
    scenario: scenario.id,
    seconds: Math.round(run.endedAtUs / US_PER_MS / 100) / 10,
    checks: judgeOutside({ lab, scenario: scenario.id, plan, run, cut, lateMs }),
    ...{ leftOut, cut, lateMs },
    services: extraServices.filter((name) => asked.has(name)),
  };
}

function writeLogs(folder: string, run: RunRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "history.edn"), historyLines(run.history).map((line) => `${line}\n`).join(""));
  writeFileSync(path.join(folder, "messages.jsonl"), messageLines(run).map((line) => `${line}\n`).join(""));
}
