import type { RunView } from "@/contracts/labs/labs";
import { CopyLink } from "./copy-link";
import { ShareRun } from "./share-run";

/** What leads others to a run that is done: its address, and, if it is one's own, whether they may read it. */
export function RunLinks({ run: { run, mine } }: { run: Pick<RunView, "run" | "mine"> }) {
  return (
    <>
      <CopyLink />
      {mine && <ShareRun runId={run.runId} shared={run.shared} />}
    </>
  );
}
