/** Failing seeds that learners have saved as tests, as the database keeps them. */
import type { LabTest } from "@/contracts/labs/labs";
import type { Instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";

interface Place {
  readonly userId: string;
  readonly labId: string;
}

/** Oldest first. */
export const listTests = (database: Database | Transaction, { userId, labId }: Place): Promise<LabTest[]> =>
  database.labTest.findMany({ where: { userId, labId }, select: { n: true, check: true }, orderBy: [{ savedAt: "asc" }, { n: "asc" }, { check: "asc" }] });

/** Saved twice, it is there once. */
export async function insertTest(database: Database, { userId, labId, n, check, at }: Place & LabTest & { readonly at: Instant }): Promise<void> {
  await database.labTest.createMany({ data: [{ userId, labId, n, check, savedAt: new Date(at) }], skipDuplicates: true });
}

export async function deleteTest(database: Database, { userId, labId, n, check }: Place & LabTest): Promise<void> {
  await database.labTest.deleteMany({ where: { userId, labId, n, check } });
}
