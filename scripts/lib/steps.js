// What the user sees while a command works: one line a step, with its time.

const TICK_MS = 100;
/** Where lines cannot be redrawn, a long step says this often that it goes on. */
const STILL_AT_WORK_MS = 10_000;
const NAME_WIDTH = 26;

/** @typedef {(note: string) => void} Note shows how far a step has come */
/**
 * @typedef {object} Steps
 * @property {<T>(name: string, work: (note: Note) => Promise<T>) => Promise<T>} step runs one step; what `note` got last stays on its line
 * @property {(line: string) => void} say prints a line of its own
 */

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * @param {NodeJS.WriteStream} stream
 * @returns {Steps}
 */
export function createSteps(stream) {
  const redraws = stream.isTTY === true;
  /** @param {string} mark @param {string} name @param {number} ms @param {string} note */
  const line = (mark, name, ms, note) => `${mark} ${name.padEnd(NAME_WIDTH)}${seconds(ms).padStart(8)}${note === "" ? "" : `  ${note}`}`;

  /** @param {string} text */
  const draw = (text) => stream.write(`\r\x1b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);

  /** @type {Steps["step"]} */
  async function step(name, work) {
    const began = performance.now();
    let note = "";
    let saidAt = began;
    const tick = () => {
      const now = performance.now();
      if (redraws) draw(line("·", name, now - began, note));
      else if (now - saidAt >= STILL_AT_WORK_MS) {
        saidAt = now;
        stream.write(`${line("·", name, now - began, note)}\n`);
      }
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    let mark = "✗";
    try {
      const result = await work((text) => (note = text));
      mark = "✓";
      return result;
    } catch (thrown) {
      // The error says it better.
      note = "";
      throw thrown;
    } finally {
      clearInterval(timer);
      const text = line(mark, name, performance.now() - began, note);
      stream.write(redraws ? `\r\x1b[K${text}\n` : `${text}\n`);
    }
  }
  return { step, say: (text) => void stream.write(`${text}\n`) };
}
