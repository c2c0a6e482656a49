/**
 * The settings of a server process, read once and checked. The same table in words is in README.md;
 * the starter checks the same variables before it starts anything (scripts/lib/settings.js).
 */
import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const optional = z.string().min(1).optional();

const EnvSchema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "not a PostgreSQL address, e.g. postgresql://quorum:secret@db:5432/quorum"),
  AUTH_SECRET: z.string().min(32, "at least 32 characters, e.g. the output of: openssl rand -base64 32"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LIVE_HOST: z.string().default("127.0.0.1"),
  LIVE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  PUBLIC_URL: z.url("an address such as https://quorum.example.org").optional(),
  /** Set by the starter alone: the database is the embedded one. */
  EMBEDDED: flag,
  DEMO: flag,
  TRUST_PROXY: flag,
  HEALTH_TOKEN: optional,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  CONTENT_DIR: z.string().default("content"),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, "not a mail server, e.g. smtps://user:secret@mail.example.org").optional(),
  MAIL_FROM: z.string().default("Quorum <quorum@localhost>"),
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_ID: optional,
  GOOGLE_SECRET: optional,
  OIDC_NAME: z.string().default("Single sign-on"),
  OIDC_ISSUER: z.url("the issuer's address, e.g. https://login.example.org").optional(),
  OIDC_ID: optional,
  OIDC_SECRET: optional,
});
export type Env = z.infer<typeof EnvSchema>;

/** Throws one error that names every bad variable, what is wrong with it, and an example. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = EnvSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`Settings are not right. ${lines.join("; ")}`);
}

let cached: Env | undefined;

/** The settings of this process. */
export const env = (): Env => (cached ??= parseEnv(process.env));

/** True where only this machine can reach the server. */
export const isLoopbackHost = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/** Demo accounts exist on the embedded database only, and beyond loopback only when asked for. */
export const demoEnabled = ({ EMBEDDED, DEMO, HOST }: Pick<Env, "EMBEDDED" | "DEMO" | "HOST">): boolean =>
  EMBEDDED && (isLoopbackHost(HOST) || DEMO);
