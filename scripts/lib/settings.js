// Every setting of the product, in one table. The web process checks its own part again, for whoever starts it alone.
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { ExpectedFailure } from "./failure.js";

const AUTH_SECRET_CHARS_MIN = 32;
const HEALTH_TOKEN_CHARS_MIN = 16;
const LOG_LEVELS = ["error", "warn", "info", "debug", "trace", "silent"];

/** @typedef {Record<string, string>} Values the settings that are set, by name, defaults included */
/**
 * @typedef {object} Setting
 * @property {string} name of the environment variable
 * @property {string} what it is, for the documentation
 * @property {string} [preset] its value when it is not set
 * @property {string} example shown when it is wrong
 * @property {(value: string) => string | null} [fault] what is wrong with a value, or null
 */

/** @param {string[]} schemes @returns {(value: string) => string | null} */
const address = (...schemes) => (value) => {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (parsed !== null && schemes.includes(parsed.protocol) && parsed.hostname !== "") return null;
  return `is no address that begins with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}`;
};

/** @param {string[]} values @returns {(value: string) => string | null} */
const oneOf = (...values) => (value) => (values.includes(value) ? null : `must be one of ${values.join(", ")}`);

/** @param {number} least @returns {(value: string) => string | null} */
const chars = (least) => (value) =>
  value.length >= least ? null : `must have at least ${least} characters and has ${value.length}`;

/** @param {string} value */
function portFault(value) {
  return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535 ? null : `must be a whole number from 1 to 65535 and is "${value}"`;
}

/** @param {string} value */
function hostFault(value) {
  return /^[A-Za-z0-9.:_-]+$/.test(value) ? null : "must be a host name or an address to listen on, without a scheme or a port";
}

/** @param {string} value */
function liveHostFault(value) {
  return value === "0.0.0.0" || value === "::" ? "must be one address of this machine: the others are sent there" : hostFault(value);
}

/** @param {string} value */
function databaseFault(value) {
  const fault = address("postgresql:", "postgres:")(value);
  if (fault !== null) return fault;
  return new URL(value).pathname.length > 1 ? null : "names no database";
}

/** @param {string} value */
function publicAddressFault(value) {
  const fault = address("http:", "https:")(value);
  if (fault !== null) return fault;
  return new URL(value).pathname === "/" ? null : "must not have a path: Quorum lives at the root of its host";
}

/** @type {readonly Setting[]} */
export const SETTINGS = [
  { name: "PORT", what: "The port to listen on.", preset: "3000", example: "3001", fault: portFault },
  { name: "HOST", what: "The address to listen on; 0.0.0.0 opens it to the network.", preset: "127.0.0.1", example: "0.0.0.0", fault: hostFault },
  { name: "LIVE_HOST", what: "Where live rooms listen, and where the web processes of other machines reach them. Needed with several machines.", preset: "127.0.0.1", example: "10.0.0.5", fault: liveHostFault },
  { name: "LIVE_PORT", what: "Their port; without it any that is free.", example: "4100", fault: portFault },
  { name: "PUBLIC_URL", what: "The address that users type. Needed when HOST is not this machine alone.", example: "https://quorum.example.org", fault: publicAddressFault },
  { name: "DATABASE_URL", what: "Your own PostgreSQL; without it an embedded one is started.", example: "postgresql://quorum:password@db.example.org:5432/quorum", fault: databaseFault },
  { name: "AUTH_SECRET", what: "Signs the sessions. Needed with DATABASE_URL, otherwise made once and kept in the data folder.", example: '"$(openssl rand -base64 33)"', fault: chars(AUTH_SECRET_CHARS_MIN) },
  { name: "QUORUM_DATA", what: "The data folder: the embedded database, its secrets, logs.", preset: ".quorum", example: "/srv/quorum" },
  { name: "DEMO", what: "1 offers the demo accounts beyond this machine too. Embedded database only.", preset: "0", example: "1", fault: oneOf("0", "1") },
  { name: "TRUST_PROXY", what: "1 takes the client's address from X-Forwarded-For, which a proxy of yours must set.", preset: "0", example: "1", fault: oneOf("0", "1") },
  { name: "HEALTH_TOKEN", what: "Whoever sends it as a bearer token sees /metrics and the details of /api/health from elsewhere.", example: '"$(openssl rand -hex 16)"', fault: chars(HEALTH_TOKEN_CHARS_MIN) },
  { name: "LOG_LEVEL", what: "What the log holds.", preset: "info", example: "debug", fault: oneOf(...LOG_LEVELS) },
  { name: "SMTP_URL", what: "Sends reset links and sign-in links by mail; without it both are absent.", example: "smtps://user:password@mail.example.org", fault: address("smtp:", "smtps:") },
  { name: "MAIL_FROM", what: "The sender of these mails. Needed with SMTP_URL.", example: '"Quorum <quorum@example.org>"', fault: (value) => (value.includes("@") ? null : "holds no e-mail address") },
  { name: "GITHUB_ID", what: "Sign-in with GitHub: the client id.", example: "Iv1.0123456789abcdef" },
  { name: "GITHUB_SECRET", what: "Sign-in with GitHub: the client secret.", example: "the secret of that client" },
  { name: "GOOGLE_ID", what: "Sign-in with Google: the client id.", example: "123.apps.googleusercontent.com" },
  { name: "GOOGLE_SECRET", what: "Sign-in with Google: the client secret.", example: "the secret of that client" },
  { name: "OIDC_ISSUER", what: "Sign-in with any OpenID Connect provider: its address.", example: "https://login.example.org", fault: address("https:", "http:") },
  { name: "OIDC_ID", what: "The same: the client id.", example: "quorum" },
  { name: "OIDC_SECRET", what: "The same: the client secret.", example: "the secret of that client" },
  { name: "OIDC_NAME", what: "The same: the name on the button.", example: '"Example University"' },
];

/** Settings that only make sense together: if one of the first is set, all of the second must be. */
const TOGETHER = [
  { given: ["SMTP_URL"], needed: ["MAIL_FROM"] },
  { given: ["GITHUB_ID", "GITHUB_SECRET"], needed: ["GITHUB_ID", "GITHUB_SECRET"] },
  { given: ["GOOGLE_ID", "GOOGLE_SECRET"], needed: ["GOOGLE_ID", "GOOGLE_SECRET"] },
  { given: ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"], needed: ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"] },
];

/**
 * @typedef {object} Settings
 * @property {Values} values
 * @property {number} port
 * @property {string} host
 * @property {string} dataFolder absolute
 * @property {string | null} databaseUrl null: the embedded PostgreSQL
 * @property {boolean} demo whether the demo accounts are offered
 * @property {string} publicUrl without a slash at the end
 */

/** @param {string} name @param {string} wrong @returns {string} */
function sentence(name, wrong) {
  const setting = SETTINGS.find((one) => one.name === name);
  return `${name} ${wrong}. Example: ${name}=${setting?.example ?? ""}`;
}

/** @param {string} host */
export function isLoopback(host) {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * @param {Values} values
 * @param {boolean} serving
 * @returns {string[]} a sentence for each setting that is wrong
 */
function faultsIn(values, serving) {
  const faults = SETTINGS.flatMap(({ name, fault }) => {
    const value = values[name];
    const wrong = value === undefined ? null : (fault?.(value) ?? null);
    return wrong === null ? [] : [sentence(name, wrong)];
  });
  for (const { given, needed } of TOGETHER) {
    const cause = given.find((name) => values[name] !== undefined);
    if (cause === undefined) continue;
    for (const name of needed) {
      if (values[name] === undefined) faults.push(sentence(name, `is missing, and ${cause} is set`));
    }
  }
  if (!serving) return faults;
  if (values.DATABASE_URL !== undefined && values.AUTH_SECRET === undefined) {
    faults.push(sentence("AUTH_SECRET", "is missing: with DATABASE_URL it is yours to choose and to keep"));
  }
  if (values.DATABASE_URL !== undefined && values.DEMO === "1") {
    faults.push("DEMO is 1 and DATABASE_URL is set: demo accounts exist on the embedded database only. Leave one of the two out.");
  }
  if (values.HOST !== undefined && !isLoopback(values.HOST) && values.PUBLIC_URL === undefined) {
    faults.push(sentence("PUBLIC_URL", `is missing: HOST=${values.HOST} opens Quorum beyond this machine, and links need the address that users type`));
  }
  return faults;
}

/**
 * The settings of an environment. Empty counts as not set.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ serving?: boolean }} [options] false for a tool that needs the database alone
 * @returns {Settings}
 * @throws {ExpectedFailure} that names each wrong variable, what is wrong, and an example
 */
export function readSettings(env, { serving = true } = {}) {
  /** @type {Values} */
  const values = {};
  for (const { name, preset } of SETTINGS) {
    const value = env[name]?.trim() || preset;
    if (value !== undefined) values[name] = value;
  }
  const faults = faultsIn(values, serving);
  if (faults.length > 0) throw new ExpectedFailure(faults.join("\n"));
  const host = values.HOST ?? "";
  const port = Number(values.PORT);
  const databaseUrl = values.DATABASE_URL ?? null;
  return {
    values,
    port,
    host,
    dataFolder: path.resolve(CHECKOUT, values.QUORUM_DATA ?? ""),
    databaseUrl,
    demo: databaseUrl === null && (isLoopback(host) || values.DEMO === "1"),
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ""),
  };
}

/**
 * The lines NAME=value of a settings file; `#` begins a comment line, quotes around a value are taken off.
 * @param {string} text
 * @param {string} shownFile
 * @returns {Values}
 * @throws {ExpectedFailure} for a line that is neither
 */
export function parseSettingsFile(text, shownFile) {
  /** @type {Values} */
  const values = {};
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const match = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(line);
    if (match === null) throw new ExpectedFailure(`${shownFile}:${index + 1} is no setting. Example: PORT=3001`);
    const [, name = "", value = ""] = match;
    values[name] = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
  }
  return values;
}

/**
 * The environment, completed by `.env` in the checkout if there is one: what is set in the environment wins.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withSettingsFile(env) {
  const file = path.join(CHECKOUT, ".env");
  if (!fs.existsSync(file)) return env;
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  return { ...parseSettingsFile(fs.readFileSync(file, "utf8"), ".env"), ...present };
}
