"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "../trpc";

/** Study days need a time zone; an account made through a provider has none until its first browser tells it. */
export function TellTimeZone() {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.accounts.tellTimeZone.mutationOptions());
  useEffect(() => {
    mutate({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }, [mutate]);
  return null;
}
