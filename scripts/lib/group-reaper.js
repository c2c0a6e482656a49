// Ends process groups when whoever started them is gone, however it went. It is told of them on its standard input: a line
// "+<pid>" for each group that there is, "-<pid>" when there is none of it any more. When its input ends, so do they.
import { createInterface } from "node:readline";

/** @type {Set<number>} */
const groups = new Set();

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const pid = Number(line.slice(1));
  if (line.startsWith("+")) groups.add(pid);
  else groups.delete(pid);
});
lines.on("close", () => {
  for (const pid of groups) {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It was gone already.
    }
  }
});
