/**
 * Puts what can be searched into the database of DATABASE_URL. Prints one line of JSON:
 * {"loaded": 3, "unchanged": 280, "removed": 0}. May run at any time and by several starters at once.
 */
import pg from "pg";
import { loadCatalog } from "./catalog";
import { ContentError } from "./catalog-error";
import { searchEntries } from "./search-entries";
import { loadSearchEntries } from "./store-search-entries";

/** Reads the content first: what cannot be served is never loaded. */
async function main(): Promise<number> {
  const connectionString = process.env.DATABASE_URL;
  if (connectionString === undefined || connectionString === "") return fail("DATABASE_URL is not set. Example: postgresql://quorum:secret@localhost:5432/quorum");
  try {
    const entries = searchEntries(loadCatalog());
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      process.stdout.write(`${JSON.stringify(await loadSearchEntries(client, entries))}\n`);
      return 0;
    } finally {
      await client.end();
    }
  } catch (problem) {
    if (problem instanceof ContentError) return fail(problem.message);
    return fail(`The content could not be loaded into the database: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

process.exitCode = await main();
