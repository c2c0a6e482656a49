import Link from "next/link";
import type { LabView } from "@/contracts/labs/lab-pages";
import type { ExcerptOutput, RunView } from "@/contracts/labs/labs";
import { PROGRAM_CHECK } from "@/domain/labs/lab";
import { SEED_NUMBER_MAX } from "@/domain/labs/result";
import { PageMessage } from "@/ui/page-message";
import { counted, number } from "@/ui/words";
import { asRunHref, labHref, manualHref, runHref, seedHref } from "./addresses";
import { RunLinks } from "./run-links";
import { RunViewer } from "./viewer/run-viewer";
import { checkTitle, recordedName, runTitle } from "./words";

export type SeedPageLab = Pick<LabView, "id" | "title" | "checks" | "concepts" | "tests">;

interface SeedPageProps {
  readonly lab: SeedPageLab;
  readonly run: RunView;
  readonly n: number;
  /** Null where this seed was not recorded */
  readonly recording: ExcerptOutput | null;
  /** Event, node and mode, as they stood in the address */
  readonly query: string;
  /** The address of the run's page, where that is not among the labs */
  readonly followedAt?: string;
}

/** One failing seed of one's own run, of a shared one, or of a learner's whom one follows, from the judge's recording. Nothing is executed. */
export function SeedPage({ lab, run: view, n, recording, query, followedAt }: SeedPageProps) {
  const { run, mine, seeds, excerpts, verdict } = view;
  const href = followedAt ?? runHref(lab.id, run.runId);
  const seed = seeds.find((one) => one.n === n);
  if (recording === null || recording.excerpt.events.length === 0) {
    return (
      <NoRecording title={`${recordedName(n)} was not recorded`} labId={lab.id} runHref={href} isMine={mine}>
        {whyNotRecorded(seed?.verdict, excerpts.length)}
      </NoRecording>
    );
  }
  const { check } = recording.excerpt;
  const here = seedHref(href, n, check);
  return (
    <RunViewer
      recording={{ ...recording, hrefs: { shrunk: here, asRun: asRunHref(here) } }}
      query={query}
      lab={{ title: lab.title, href: labHref(lab.id) }}
      run={{ title: runTitle(view), href }}
      back={mine ? { words: "Back to the code", href: labHref(lab.id) } : { words: "Back to the run", href }}
      makesCard={followedAt === undefined}
      byHand={followedAt === undefined ? { words: "By hand", href: manualHref(lab.id, { base: n > SEED_NUMBER_MAX ? { kind: "search", search: recording.excerpt.scenario } : null, of: run.runId }), goesOn: false } : null}
      actions={followedAt === undefined && <RunLinks run={view} />}
      checkTitle={checkTitle(check, lab.checks)}
      concepts={lab.concepts}
      failure={check === PROGRAM_CHECK ? (seed?.failure ?? null) : null}
      seeds={excerpts.map((one) => ({
        n: one.n,
        href: seedHref(href, one.n, one.check),
        checkTitle: checkTitle(one.check, lab.checks),
        isHere: one.n === n && one.check === check,
      }))}
      seedsWords={verdict === null ? null : seedsWords(verdict.seeds)}
    />
  );
}

function whyNotRecorded(verdict: RunView["seeds"][number]["verdict"] | undefined, recorded: number): string {
  if (verdict === undefined) return "This run has no such seed.";
  if (verdict === "passed") return "Every check held on it. Only failing seeds are recorded.";
  if (recorded === 0) return "No seed of this run could be recorded. Run the program in the browser to look at a failing seed.";
  return `The judge records a few failing seeds of a run: of this run ${counted(recorded, "recording")}. The run’s page has them.`;
}

const seedsWords = ({ passed, failed, unknown }: NonNullable<RunView["verdict"]>["seeds"]): string =>
  [`${number(passed)} passed`, ...(failed === 0 ? [] : [`${number(failed)} failed`]), ...(unknown === 0 ? [] : [`${number(unknown)} unknown`])].join(", ");

interface NoRecordingProps {
  readonly title: string;
  readonly labId: string;
  /** Null for a run that has no page of its own */
  readonly runHref: string | null;
  /** Whether the lab's workspace has the program that ran */
  readonly isMine: boolean;
  readonly children: string;
}

/** Where there is nothing to step through: why, and where to go on. */
export function NoRecording({ title, labId, runHref, isMine, children }: NoRecordingProps) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-[760px] pt-[10vh]">
      <PageMessage
        title={title}
        actions={
          <>
            {runHref !== null && (
              <Link className="btn pri" href={runHref}>
                Open the run
              </Link>
            )}
            <Link className={runHref === null ? "btn pri" : "btn"} href={labHref(labId)}>
              {isMine ? "Back to the code" : "Open the lab"}
            </Link>
          </>
        }
      >
        <p>{children}</p>
      </PageMessage>
    </main>
  );
}
