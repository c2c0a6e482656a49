"use client";

import { useEffect, useState } from "react";
import { useTRPCClient } from "../../trpc";
import { Verdict } from "@/ui/verdict";
import { checkWords, type Check } from "./check-words";
import styles from "./lobby.module.css";

const PROBES = 3;

/** Measures the way to the server and back, before it matters. */
export function ConnectionCheck({ roomId }: { roomId: string }) {
  const client = useTRPCClient();
  const [check, setCheck] = useState<Check>({ state: "asking" });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isGone = false;
    const probe = async (): Promise<Check> => {
      const times: number[] = [];
      for (let index = 0; index < PROBES; index += 1) {
        const from = performance.now();
        await client.interviews.room.query({ roomId });
        times.push(performance.now() - from);
      }
      return { state: "answered", ms: Math.min(...times) };
    };
    probe().then(
      (found) => !isGone && setCheck(found),
      () => !isGone && setCheck({ state: "silent" }),
    );
    return () => {
      isGone = true;
    };
  }, [client, roomId, round]);
  const { kind, words } = checkWords(check);
  return (
    <section className={styles.block} aria-labelledby="lobby-check">
      <h2 id="lobby-check">Connection</h2>
      <p className={styles.check} role="status">
        <Verdict kind={kind}>{words}</Verdict>
        {check.state !== "asking" && (
          <button
            type="button"
            className="btn sm ghost"
            onClick={() => {
              setCheck({ state: "asking" });
              setRound(round + 1);
            }}
          >
            Check again
          </button>
        )}
      </p>
      <p className="hint">If the connection breaks later, what you draw is kept in this browser and sent once it is back.</p>
    </section>
  );
}
