"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { OverviewOutput } from "@/contracts/today/today";
import { counted } from "@/ui/words";
import { useTRPC, wordsOf } from "../trpc";
import styles from "./today.module.css";

/** Plans to follow; one press takes one up, and Settings can drop it again. */
export function ChoosePlan({ plans }: { plans: OverviewOutput["plans"] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isRefreshing, refresh] = useTransition();
  const choose = useMutation(trpc.today.choosePlan.mutationOptions({ onSuccess: () => refresh(() => router.refresh()) }));
  return (
    <>
      <ul className={styles.plans}>
        {plans.map(({ id, title, days, concepts }) => (
          <li key={id}>
            <button type="button" disabled={choose.isPending || isRefreshing} onClick={() => choose.mutate({ planId: id })}>
              <b>
                <span className="sr">Follow </span>
                {title}
              </b>
              <span>
                {counted(days, "day")}, {counted(concepts, "concept")}
              </span>
              <ArrowRight className="ico s" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <div role="status" className="hint bad">
        {choose.isPaused ? "You are offline. The plan is taken up as soon as you are back." : choose.isError && wordsOf(choose.error)}
      </div>
    </>
  );
}
