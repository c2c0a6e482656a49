import fs from "node:fs";

const LOG_BYTES_MAX = 10 * 1024 * 1024;

/**
 * Opens a log for appending. One that has grown long is put aside first, in the place of the one before.
 * @param {string} file
 * @returns {number} a file descriptor
 */
export function openLog(file) {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}
