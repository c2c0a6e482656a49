"use client";

import { useRouter } from "next/navigation";
import { PUBLIC_SEEDS } from "@/contracts/labs/limits";
import type { ManualBase } from "@/domain/labs/by-hand";
import { manualHref } from "../addresses";
import styles from "./manual.module.css";

/** A small cluster that the lab names. */
export interface Ground {
  readonly search: string;
  readonly title: string;
}

interface GroundChoiceProps {
  readonly labId: string;
  readonly base: ManualBase;
  readonly from: number;
  readonly grounds: readonly Ground[];
  readonly of: string | null;
}

const SEEDS = Array.from({ length: PUBLIC_SEEDS }, (_, index) => index + 1);

/** Which run is led: one of the lab's small clusters, or a seed from its start. */
export function GroundChoice({ labId, base, from, grounds, of }: GroundChoiceProps) {
  const router = useRouter();
  const here = base.kind === "search" ? `search ${base.search}` : base.kind === "seed" && from === 0 ? `seed ${base.n}` : "here";
  const go = (value: string) => {
    const [kind, name = ""] = value.split(" ");
    if (kind !== "here") router.push(manualHref(labId, { base: kind === "search" ? { kind: "search", search: name } : { kind: "seed", n: Number(name) }, of }));
  };
  return (
    <label className={styles.ground}>
      Start anew from
      <select value={here} onChange={(event) => go(event.target.value)}>
        {here === "here" && base.kind !== "search" && (
          <option value="here">
            Seed {base.n}
            {base.kind === "shrunk" ? ", shrunk" : ""}, from event {from}
          </option>
        )}
        {grounds.map(({ search, title }) => (
          <option key={search} value={`search ${search}`}>
            Small cluster: {title}
          </option>
        ))}
        {SEEDS.map((n) => (
          <option key={n} value={`seed ${n}`}>
            Seed {n}
          </option>
        ))}
      </select>
    </label>
  );
}
