import { LISTED_LOOKS_MAX, type MyCohortsOutput } from "@/contracts/cohorts/cohorts";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { listMemberships } from "./cohort-store";
import { listLooks, type StoredLook } from "./look-store";
import { nameOf } from "./present-cohort";
import { exerciseRef, labRef } from "./present-learner";

/** The cohorts that a learner is in, and who has looked at their work. */
export async function myCohorts({ database, catalog }: { database: Database; catalog: Catalog }, userId: string): Promise<MyCohortsOutput> {
  const [memberships, looks] = await Promise.all([listMemberships(database, userId), listLooks(database, userId, LISTED_LOOKS_MAX)]);
  return {
    cohorts: memberships.map(({ cohort: { id, name, owner, archivedAt }, joinedAt }) => ({ id, name, instructor: nameOf(owner), joinedAt, archived: archivedAt !== null })),
    looks: looks.map((look) => ({ id: look.id, at: look.at, by: look.by === null ? null : nameOf(look.by), kind: look.kind, about: aboutOf(catalog, look) })),
  };
}

function aboutOf(catalog: Catalog, { labId, exerciseId }: StoredLook): string | null {
  if (labId !== undefined) return labRef(catalog, labId).title;
  return exerciseId === undefined ? null : exerciseRef(catalog, exerciseId).title;
}
