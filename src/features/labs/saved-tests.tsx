"use client";

import { useMutation } from "@tanstack/react-query";
import { FileCheck, FilePlus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import type { LabTest } from "@/contracts/labs/labs";
import type { SeedResult } from "@/domain/labs/result";
import { Verdict } from "@/ui/verdict";
import { isRefusal, useTRPC, wordsOf } from "../trpc";
import { checkTitle, VERDICT_KINDS, VERDICT_WORDS } from "./words";
import styles from "./workspace.module.css";

const UNSURE = "The server cannot be reached, so it is not known whether anything has changed. Try again.";

/** The tests of a lab as the server last told them, and how to change them. */
function useTests(labId: string, atFirst: readonly LabTest[]) {
  const trpc = useTRPC();
  const router = useRouter();
  const setting = useMutation({
    ...trpc.labs.setTest.mutationOptions(),
    networkMode: "always",
    // The lab's other pages tell them too.
    onSuccess: () => router.refresh(),
  });
  return {
    tests: setting.data?.tests ?? atFirst,
    problem: setting.error === null ? null : isRefusal(setting.error) ? wordsOf(setting.error) : UNSURE,
    isSetting: setting.isPending,
    set: (test: LabTest, saved: boolean) => setting.mutate({ labId, ...test, saved }),
  };
}

interface SaveTestProps {
  readonly labId: string;
  readonly tests: readonly LabTest[];
  readonly test: LabTest;
}

/** Keeps the failing seed that is looked at as a test, or takes it away again. */
export function SaveTest({ labId, tests: atFirst, test }: SaveTestProps) {
  const { tests, problem, isSetting, set } = useTests(labId, atFirst);
  const isSaved = tests.some(({ n, check }) => n === test.n && check === test.check);
  return (
    <>
      <button type="button" className="btn sm ghost" aria-pressed={isSaved} disabled={isSetting} onClick={() => set(test, !isSaved)} title="Run plays saved tests first">
        {isSaved ? <FileCheck className="ico s" aria-hidden="true" /> : <FilePlus className="ico s" aria-hidden="true" />}
        {isSaved ? "Saved as test" : "Save as test"}
      </button>
      {problem !== null && (
        <span className="note bad" role="alert">
          <span>{problem}</span>
        </span>
      )}
    </>
  );
}

interface TestListProps {
  readonly labId: string;
  readonly tests: readonly LabTest[];
  readonly checks: readonly LabCheck[];
  /** Of the last run in this browser; null: none since the text changed */
  readonly results: readonly SeedResult[] | null;
}

/** The learner's own tests of a lab, and how each ended in the last run. */
export function TestList({ labId, tests: atFirst, checks, results }: TestListProps) {
  const { tests, problem, set } = useTests(labId, atFirst);
  if (tests.length === 0) return null;
  return (
    <section className={styles.tests} aria-label="Your tests">
      <h3>Your tests</h3>
      {problem !== null && (
        <p className="note bad" role="alert">
          <span>{problem}</span>
        </p>
      )}
      <ul>
        {tests.map((test) => (
          <li key={`${test.n} ${test.check}`}>
            <TestVerdict test={test} results={results} />
            <span className="grow">
              Seed {test.n} <span className="muted">{checkTitle(test.check, checks)}</span>
            </span>
            <button type="button" className="btn ghost icon sm" aria-label={`Remove the test of seed ${test.n}, ${checkTitle(test.check, checks)}`} onClick={() => set(test, false)}>
              <X className="ico s" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TestVerdict({ test: { n, check }, results }: { test: LabTest; results: readonly SeedResult[] | null }) {
  const verdict = testVerdict(results?.find((seed) => seed.n === n), check);
  if (verdict === null) return <span className="muted">not run</span>;
  return <Verdict kind={VERDICT_KINDS[verdict]}>{VERDICT_WORDS[verdict]}</Verdict>;
}

/** How a seed ended for a check; a program that failed by itself was judged by no other check, so nothing is known. */
export function testVerdict(seed: SeedResult | undefined, check: string): SeedResult["verdict"] | null {
  if (seed === undefined) return null;
  return seed.checks.find((one) => one.check === check)?.verdict ?? (seed.verdict === "passed" ? "passed" : "unknown");
}
