import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's native schema engine is a download. Where it cannot be had, the WASM build of the same
// engine from the registry stands in for it: a tool for authoring migrations only, never used at start.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, "scripts/lib/schema-engine.js");
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://127.0.0.1:1/none" },
});
