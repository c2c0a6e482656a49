// A process id is used again after its process has ended: only together with the start time does it name one process.
import { spawnSync } from "node:child_process";
import fs from "node:fs";

/**
 * @param {string} file
 * @returns {string | null}
 */
function readOrNull(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @param {string} column of `ps`
 * @returns {string | null}
 */
function askPs(pid, column) {
  const answer = spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" });
  return answer.status === 0 ? answer.stdout.trim() : null;
}

/**
 * Whether a process with this id exists and is no zombie.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
  const stat = process.platform === "linux" ? readOrNull(`/proc/${pid}/stat`) : null;
  return stat === null || fieldsAfterName(stat)[0] !== "Z";
}

/**
 * The fields of /proc/<pid>/stat behind the process's name, which itself may hold spaces and brackets.
 * @param {string} stat
 */
function fieldsAfterName(stat) {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/**
 * When a process started, as text that is only good for comparing; null where it cannot be learnt.
 * @param {number} pid
 * @returns {string | null}
 */
export function startTimeOf(pid) {
  if (process.platform === "win32") return null;
  if (process.platform !== "linux") return askPs(pid, "lstart");
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The 22nd field counts ticks since the machine started, so the boot belongs to it.
  const boot = readOrNull("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return `${boot}/${fieldsAfterName(stat)[19]}`;
}

/**
 * Whether a process is a postmaster of this data folder.
 * @param {number} pid
 * @param {string} pgdata real path
 */
export function isPostmasterOf(pid, pgdata) {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return (askPs(pid, "command") ?? "").includes(`-D ${pgdata}`);
  const command = readOrNull(`/proc/${pid}/cmdline`)?.split("\0") ?? [];
  return /(^|\/)postgres$/.test(command[0] ?? "") && command[command.indexOf("-D") + 1] === pgdata;
}
