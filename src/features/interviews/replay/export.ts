import type { ReplayView } from "@/contracts/interviews/report";

/** Hands over what the page shows, as a file. */
export function downloadReplay(replay: ReplayView): void {
  const { roomId, title, people, events } = replay;
  const text = JSON.stringify({ format: "quorum-interview", version: 1, roomId, title, people, events }, null, 1);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `interview-${roomId}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
