// The processes of the product, and what is bundled for them.

/**
 * @typedef {object} ProductProcess
 * @property {string} name
 * @property {string} entry its source
 */

/** Started in this order, stopped together. @type {readonly ProductProcess[]} */
export const PROCESSES = [
  { name: "web", entry: "src/server/main.ts" },
  { name: "judge", entry: "workers/judge/main.ts" },
  { name: "live-rooms", entry: "workers/live-rooms/main.ts" },
];

/** Fills the demo cohort in the background once the product is up, where there is a demo; ends by itself. */
export const PLAY_DEMO = { name: "demo", entry: "workers/demo/main.ts" };

/** Puts the content's search index into the database; ends by itself. */
export const LOAD_CONTENT = { name: "load-content", entry: "src/server/catalog/load-content.ts" };

/** Where the bundles are, relative to the checkout. */
export const BUNDLES = ".next/quorum";

/**
 * The arguments with which Node runs one of them: the bundle, or in development the source itself.
 * @param {ProductProcess} part
 * @param {boolean} dev
 * @returns {string[]}
 */
export function nodeArgs({ name, entry }, dev) {
  return dev ? ["--import", "tsx", entry] : ["--enable-source-maps", `${BUNDLES}/${name}.mjs`];
}
