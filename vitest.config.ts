import path from "node:path";
import { defineConfig } from "vitest/config";

/** Tests share their machine, with each other and with whatever else runs there: only what hangs is to run into a limit. */
const PATIENCE_MS = 60_000;
const STARTER_PATIENCE_MS = 3 * PATIENCE_MS;
const BROWSER_PATIENCE_MS = 10 * PATIENCE_MS;

/** End-to-end tests that measure time or kill a process that the others use: each of them has the product to itself. */
const ALONE = ["browser-run", "durability", "review"].map((name) => `tests/e2e/${name}.test.ts`);

const endToEnd = { globalSetup: ["scripts/lib/test-product.js"], testTimeout: BROWSER_PATIENCE_MS, hookTimeout: BROWSER_PATIENCE_MS };

/** The two tiers: `npm test` runs all projects but `deep`, which takes longer and runs with `npm run test:deep`. */
export default defineConfig({
  resolve: { alias: { "@": path.join(import.meta.dirname, "src") } },
  test: {
    // On two cores the default is one file at a time, and most files wait for processes of their own.
    maxWorkers: 2,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS / 2 } },
    projects: [
      {
        extends: true,
        // What most unit tests import costs more than what they do. They leave nothing behind, so they share a process.
        test: { name: "unit", isolate: false, include: ["src/**/*.test.{ts,tsx}", "workers/**/*.test.ts", "tests/{content,house,simulation}/**/*.test.ts"] },
      },
      { extends: true, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], globalSetup: ["scripts/lib/test-database.js"] } },
      { extends: true, test: { ...endToEnd, name: "e2e", include: ["tests/e2e/**/*.test.ts"], exclude: ALONE } },
      { extends: true, test: { ...endToEnd, name: "e2e-alone", include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: { name: "starter", include: ["tests/starter/**/*.test.js"], testTimeout: STARTER_PATIENCE_MS, hookTimeout: STARTER_PATIENCE_MS },
      },
      { extends: true, test: { name: "deep", include: ["tests/deep/**/*.test.ts"], testTimeout: 3_600_000 } },
    ],
  },
});
