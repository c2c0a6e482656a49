import path from "node:path";
import { defineConfig } from "vitest/config";

/** The two tiers: `npm test` runs all projects but `deep`, which takes longer and runs with `npm run test:deep`. */
export default defineConfig({
  resolve: { alias: { "@": path.join(import.meta.dirname, "src") } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["src/**/*.test.{ts,tsx}", "workers/**/*.test.ts", "tests/{content,house,simulation}/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["scripts/lib/test-database.js"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["scripts/lib/test-product.js"],
          // All of them use the one product that was started.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      { extends: true, test: { name: "starter", include: ["tests/starter/**/*.test.js"], testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: "deep", include: ["tests/deep/**/*.test.ts"], testTimeout: 3_600_000 } },
    ],
  },
});
