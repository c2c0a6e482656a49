/** The product's database, for what no page can do: to give a role, or to let time pass. */
import { openDatabase } from "@/server/platform/database";

/** Opens it for one piece of work. */
export async function inDatabase<Outcome>(work: (database: ReturnType<typeof openDatabase>) => Promise<Outcome>): Promise<Outcome> {
  const database = openDatabase(process.env.E2E_DATABASE_URL ?? "");
  try {
    return await work(database);
  } finally {
    await database.$disconnect();
  }
}
