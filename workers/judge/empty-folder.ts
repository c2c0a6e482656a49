/** Where fenced processes begin: Node 22 and 24 let a worker made of text read its working folder, so nothing is in it. */
import { chmodSync, mkdtempSync, rmdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export function makeEmptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "quorum-fence-"));
  // Another user may begin there too; nobody but root can write there.
  chmodSync(folder, 0o555);
  return folder;
}

/** Whoever stands in it goes on standing nowhere. */
export const removeEmptyFolder = (folder: string): void => rmdirSync(folder);
