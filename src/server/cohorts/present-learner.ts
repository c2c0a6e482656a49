/** A learner's figures and flags as an instructor sees them. */
import type { Flag, LearnerStanding } from "@/contracts/cohorts/cohorts";
import { type Flag as DomainFlag, flagsOf } from "@/domain/cohorts/flags";
import { standingOf } from "@/domain/cohorts/standing";
import type { Instant } from "@/domain/kernel/instant";
import { PROGRAM_CHECK } from "@/domain/labs/lab";
import type { Catalog } from "../catalog/catalog";
import { fsrsScheduler } from "../review/fsrs-scheduler";
import { nameOf } from "./present-cohort";
import type { MemberRecord } from "./read-records";

export function presentLearner(catalog: Catalog, { member, record }: MemberRecord, now: Instant): LearnerStanding {
  const { userId, email } = member;
  const standing = standingOf(record, fsrsScheduler);
  return {
    id: userId,
    name: nameOf(member),
    email,
    joinedAt: record.joinedAt,
    finishedAt: record.finishedAt,
    lastActiveAt: record.lastActiveAt,
    ...standing,
    flags: flagsOf(record, standing, now).map((flag) => withTitles(catalog, flag)),
  };
}

function withTitles(catalog: Catalog, flag: DomainFlag): Flag {
  switch (flag.kind) {
    case "lab-stuck": {
      const { kind, labId, check, runs, runId } = flag;
      return { kind, lab: labRef(catalog, labId), check: checkTitle(catalog, labId, check), runs, runId };
    }
    case "same-mistake": {
      const { kind, exerciseId, answers, attemptId } = flag;
      return { kind, exercise: exerciseRef(catalog, exerciseId), answers, attemptId };
    }
    default:
      return flag;
  }
}

export const labRef = ({ labs }: Catalog, id: string): { id: string; title: string } => ({ id, title: labs.get(id)?.title ?? id });

export const exerciseRef = ({ exercises }: Catalog, id: string): { id: string; title: string } => ({ id, title: exercises.get(id)?.exercise.title ?? id });

/** What a check demands, as the lab says it; every lab also demands that the program does not fail by itself. */
export const checkTitle = ({ labs }: Catalog, labId: string, check: string): string =>
  check === PROGRAM_CHECK ? "The program runs without failing" : (labs.get(labId)?.checks.find(({ id }) => id === check)?.title ?? check);

export const totalsOf = ({ exercises, labs }: Catalog): { exercises: number; labs: number } => ({ exercises: exercises.size, labs: labs.size });
