/** Judge processes as the starter runs them in development, and every word that they say. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** They start from source, and bundle what runs behind the fence, on a machine that has other things to do. */
const START_MS_MAX = 300_000;

export const JUDGE_SECRET = "a secret of thirty-two characters";

export interface JudgeLine {
  readonly pid: number | undefined;
  readonly msg: string;
  readonly runId?: string;
  readonly lease?: number;
  readonly ended?: string;
}

export interface Judges {
  /** Those that are ready and have not ended. */
  readonly running: readonly ChildProcess[];
  /** What all that ever ran have said, one object a line. */
  readonly lines: readonly JudgeLine[];
  /** Starts one, after those that are starting already: together they would only take longer. */
  readonly start: () => Promise<ChildProcess>;
  /** Kills all of them, and waits until they are gone. */
  readonly end: () => Promise<void>;
}

export function makeJudges(databaseUrl: string, contentFolder = "content"): Judges {
  const running: ChildProcess[] = [];
  const lines: JudgeLine[] = [];
  let starting: Promise<unknown> = Promise.resolve();

  const launch = (): ChildProcess => {
    const env = { PATH: process.env.PATH, NODE_ENV: "test", LOG_LEVEL: "info", DATABASE_URL: databaseUrl, AUTH_SECRET: JUDGE_SECRET, CONTENT_DIR: contentFolder } as NodeJS.ProcessEnv;
    const judge = spawn(process.execPath, ["--import", "tsx", "workers/judge/main.ts"], { env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
    if (judge.stdout !== null) createInterface({ input: judge.stdout }).on("line", (line) => lines.push({ ...(JSON.parse(line) as JudgeLine), pid: judge.pid }));
    return judge;
  };
  const startOne = async (): Promise<ChildProcess> => {
    const judge = launch();
    await untilReady(judge).catch(async (error: unknown) => {
      await kill(judge);
      throw new Error(`The judge did not start: ${JSON.stringify(lines.filter(({ pid }) => pid === judge.pid))}`, { cause: error });
    });
    running.push(judge);
    judge.once("exit", () => running.splice(running.indexOf(judge), 1));
    return judge;
  };
  return {
    running,
    lines,
    start: () => {
      const next = starting.then(startOne);
      starting = next.catch(() => {});
      return next;
    },
    end: async () => {
      await starting;
      await Promise.all([...running].map(kill));
    },
  };
}

const untilReady = (judge: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`It did not say that it is ready within ${START_MS_MAX / 1_000} s.`)), START_MS_MAX);
    judge.once("message", () => resolve(clearTimeout(late)));
    judge.once("exit", (code) => reject(new Error(`It ended with ${code}.`)));
  });

/** Ends it without a word, paused or not, and waits until it is gone. */
export async function kill(judge: ChildProcess): Promise<void> {
  if (judge.exitCode !== null || judge.signalCode !== null) return;
  const gone = new Promise((resolve) => judge.once("exit", resolve));
  judge.kill("SIGKILL");
  await gone;
}
