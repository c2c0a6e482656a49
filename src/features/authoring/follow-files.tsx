"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTRPC } from "../trpc";

const ASK_EVERY_MS = 700;

/** Draws the page anew after a file was saved, where files are followed. */
export function FollowFiles() {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { data } = useQuery(
    trpc.authoring.readings.queryOptions(undefined, { staleTime: 0, refetchInterval: (query) => (query.state.data?.readings === null ? false : ASK_EVERY_MS) }),
  );
  const readings = data?.readings ?? null;
  const seen = useRef<number | null>(null);
  useEffect(() => {
    const isNew = seen.current !== null && readings !== seen.current;
    seen.current = readings;
    if (!isNew) return;
    router.refresh();
    void queries.invalidateQueries({ queryKey: trpc.authoring.exercise.queryKey() });
  }, [readings, router, queries, trpc]);
  return null;
}
