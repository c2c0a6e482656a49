/** A failure that was foreseen: its message is one line that names the cause and the next step, and needs no stack. */
export class ExpectedFailure extends Error {
  /** @override */
  name = "ExpectedFailure";
}

/** The user stopped what was going on. */
export class Interrupted extends Error {
  /** @override */
  name = "Interrupted";
}

/**
 * The message of anything thrown, on one line. A refused connection to several addresses has no message of its own.
 * @param {unknown} thrown
 * @returns {string}
 */
export function messageOf(thrown) {
  if (thrown instanceof AggregateError && thrown.message === "") return thrown.errors.map(messageOf).join("; ");
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/**
 * The `code` of a system or database error ("EACCES", "28P01"), or the empty string.
 * @param {unknown} thrown
 * @returns {string}
 */
export function codeOf(thrown) {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeOf(thrown.errors[0]);
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return "";
  return String(thrown.code);
}

/**
 * A sentence for a file that cannot be written, wherever that was found out.
 * @param {unknown} thrown
 * @returns {string | null}
 */
function writingFault(thrown) {
  const code = codeOf(thrown);
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(code) || !(thrown instanceof Error) || !("path" in thrown)) return null;
  const next = code === "ENOSPC" ? "make room on that disk" : "give this user the right to write there";
  return `Cannot write ${thrown.path} (${code}): ${next}, and start again.`;
}

/**
 * Runs a command's main function and ends the process with its exit code: 1 with one line for what was foreseen. What
 * was left unfinished by an interruption does not keep the process alive.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exit(await main());
  } catch (thrown) {
    if (thrown instanceof Interrupted) process.exit(0);
    console.error(thrown instanceof ExpectedFailure ? thrown.message : (writingFault(thrown) ?? thrown));
    process.exit(1);
  }
}
