"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useState } from "react";
import type { RunProgress, RunView } from "@/contracts/labs/labs";
import { isRefusal, useTRPC, wordsOf } from "../trpc";

export interface JudgeRun {
  /** The newest that is known of a run that is not done; null before the first word */
  readonly progress: RunProgress | null;
  readonly isDone: boolean;
  /** The whole run, once it is done */
  readonly view: RunView | null;
  /** Why nothing more is heard, in words; null while all is well */
  readonly problem: string | null;
}

const LOST = "The server cannot be reached. Your run goes on without you, and its verdict will be here.";

interface Known {
  /** True where a list has told so already: then there is nothing to follow. */
  readonly isDone: boolean;
  readonly view: RunView | null;
}

/** Follows one's own run at the judge until it is done. */
export function useJudgeRun(runId: string | null, known: Known): JudgeRun {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [heard, setHeard] = useState<RunProgress | null>(null);
  const progress = heard?.runId === runId ? heard : null;
  const [lost, setLost] = useState<string | null>(null);
  const isDone = progress?.state === "done" || known.isDone;
  useSubscription(
    trpc.labs.watchRun.subscriptionOptions(
      { runId: runId ?? "" },
      {
        enabled: runId !== null && !isDone,
        onStarted: () => setLost(null),
        onData: (event) => {
          setLost(null);
          setHeard(event.data);
          if (event.data.state === "done") void queries.invalidateQueries({ queryKey: trpc.labs.runs.queryKey() });
        },
        onError: (error) => setLost(isRefusal(error) ? wordsOf(error) : LOST),
        onConnectionStateChange: ({ state, error }) => setLost(state === "connecting" && error !== null ? LOST : null),
      },
    ),
  );
  const whole = useQuery({ ...trpc.labs.run.queryOptions({ runId: runId ?? "" }), enabled: runId !== null && isDone && known.view?.run.state !== "done", staleTime: Infinity });
  return {
    progress: progress ?? known.view?.progress ?? null,
    isDone,
    view: known.view?.run.state === "done" ? known.view : (whole.data ?? null),
    problem: whole.error === null ? lost : wordsOf(whole.error),
  };
}
