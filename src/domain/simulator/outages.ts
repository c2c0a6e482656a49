/** Who was down, paused or cut off, and when: what excuses a node, as the simulator knows it. */
import type { Address } from "./message";

export type Outage = { readonly node: Address; readonly fromUs: number; /** The end of the run, if it lasted so long. */ readonly untilUs: number } & (
  | { readonly kind: "down" | "paused" }
  /** At least one way between the node and each of these peers was cut. */
  | { readonly kind: "cut"; readonly peers: readonly Address[] }
);

type Open = { readonly kind: Outage["kind"]; readonly node: Address; readonly fromUs: number; readonly peers: readonly Address[] };

export class Outages {
  private readonly ended: Outage[] = [];
  private open: Open[] = [];

  begin(kind: "down" | "paused", node: Address, nowUs: number): void {
    this.open.push({ kind, node, fromUs: nowUs, peers: [] });
  }

  end(kind: "down" | "paused", node: Address, nowUs: number): void {
    this.close((outage) => outage.kind === kind && outage.node === node, nowUs);
  }

  /** The network has changed: these peers each node is cut off from now. */
  cutOff(peersOf: ReadonlyMap<Address, readonly Address[]>, nowUs: number): void {
    const isStill = ({ node, peers }: Open): boolean => (peersOf.get(node) ?? []).join() === peers.join();
    this.close((outage) => outage.kind === "cut" && !isStill(outage), nowUs);
    const known = new Set(this.open.filter(({ kind }) => kind === "cut").map(({ node }) => node));
    for (const [node, peers] of peersOf) if (peers.length > 0 && !known.has(node)) this.open.push({ kind: "cut", node, fromUs: nowUs, peers });
  }

  /** All outages in the order in which they began, those that last until the end of the run with its time. */
  list(endUs: number): Outage[] {
    return [...this.ended, ...this.open.map((outage) => ended(outage, endUs))].sort((one, other) => one.fromUs - other.fromUs || one.untilUs - other.untilUs);
  }

  private close(isOver: (outage: Open) => boolean, nowUs: number): void {
    this.ended.push(...this.open.filter(isOver).map((outage) => ended(outage, nowUs)));
    this.open = this.open.filter((outage) => !isOver(outage));
  }
}

function ended({ kind, node, fromUs, peers }: Open, untilUs: number): Outage {
  return kind === "cut" ? { kind, node, peers, fromUs, untilUs } : { kind, node, fromUs, untilUs };
}
