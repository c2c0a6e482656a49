import type { RunView } from "@/contracts/labs/labs";
import Link from "next/link";
import { compareHref, runHref } from "./addresses";
import { CopyLink } from "./copy-link";
import { ShareRun } from "./share-run";

/** What leads others to a run that is done: its address, and, if it is one's own, whether they may read it; and the way to one's other runs. */
export function RunLinks({ run: { run, mine } }: { run: Pick<RunView, "run" | "mine"> }) {
  return (
    <>
      {mine && (
        <Link className="btn sm ghost" href={compareHref(runHref(run.labId, run.runId))}>
          Compare
        </Link>
      )}
      <CopyLink />
      {mine && <ShareRun runId={run.runId} shared={run.shared} />}
    </>
  );
}
