/** Notices that a file of a folder was saved, added or removed. */
import fs from "node:fs";
import path from "node:path";

/** Short enough that an author who looks up finds the page changed. */
const LOOK_EVERY_MS = 400;

/**
 * Calls `onChange` after every change from now on, until the process ends. It compares times and sizes: the watches of
 * operating systems lose a file that an editor saves by putting another in its place.
 */
export function followFiles(folder: string, onChange: () => void): void {
  let seen = stampOf(folder);
  const look = () => {
    const stamp = stampOf(folder);
    if (seen === stamp) return;
    seen = stamp;
    onChange();
  };
  setInterval(look, LOOK_EVERY_MS).unref();
}

function stampOf(folder: string): string {
  if (!fs.existsSync(folder)) return "";
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => `${name} ${stampOfFile(path.join(folder, name))}`).join("\n");
}

/** A file that is gone between two looks has none. */
function stampOfFile(place: string): string {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.mtimeMs} ${stat.size}` : "";
}
