/** What is used of the starter's scripts, which are plain JavaScript without declarations. */
interface StopSignal {
  readonly listenForStop: () => AbortSignal;
}

/** Raised by Ctrl-C, by the word of a process manager, and when npm is gone. */
export async function listenForStop(): Promise<AbortSignal> {
  const script = (await import(new URL("../../../scripts/lib/stop-signal.js", import.meta.url).href)) as StopSignal;
  return script.listenForStop();
}
