/** The next picks of a load balancer: smooth weighted round robin (nginx), and least connections with and without weights. */
import { between, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

const POLICIES = ["smooth-round-robin", "least-connections", "weighted-least-connections"] as const;
export type BalancingPolicy = (typeof POLICIES)[number];

export interface BalancerServer {
  readonly name: string;
  readonly weight: number;
  readonly open: number;
}

export interface BalancerWorld {
  readonly policy: BalancingPolicy;
  /** Of equals the first in this list is taken */
  readonly servers: readonly BalancerServer[];
  /** Requests that come now; none of them ends meanwhile */
  readonly requests: number;
}

/** The index of the first largest value. */
const firstLargest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

/** Each step adds the weights to the accounts, takes the largest, and lowers it by the sum of the weights. */
function smooth(servers: readonly BalancerServer[], requests: number): number[] {
  const total = servers.reduce((sum, { weight }) => sum + weight, 0);
  let accounts = servers.map(() => 0);
  return Array.from({ length: requests }, () => {
    accounts = accounts.map((account, index) => account + (servers[index]?.weight ?? 0));
    const chosen = firstLargest(accounts);
    accounts = accounts.map((account, index) => (index === chosen ? account - total : account));
    return chosen;
  });
}

/** The fewest open connections, divided by the weight if it counts; `counts` says whether a pick raises the number. */
function fewest(servers: readonly BalancerServer[], requests: number, byWeight: boolean, counts = true): number[] {
  const open = servers.map((server) => server.open);
  return Array.from({ length: requests }, () => {
    const chosen = firstLargest(open.map((count, index) => -count / (byWeight ? (servers[index]?.weight ?? 1) : 1)));
    if (counts) open[chosen] = (open[chosen] ?? 0) + 1;
    return chosen;
  });
}

function picksBy({ servers, requests }: BalancerWorld, policy: BalancingPolicy): number[] {
  return policy === "smooth-round-robin" ? smooth(servers, requests) : fewest(servers, requests, policy === "weighted-least-connections");
}

/** All weight of the first, then of the second; or the one that stands lowest now for every request. */
function inBlocks(world: BalancerWorld): number[] {
  const { servers, requests, policy } = world;
  if (policy === "smooth-round-robin") return servers.flatMap(({ weight }, index) => Array.from({ length: weight }, () => index)).slice(0, requests);
  return fewest(servers, requests, policy === "weighted-least-connections", false);
}

const solveBy =
  (picks: (world: BalancerWorld) => readonly number[]): Solve<BalancerWorld> =>
  (world): Cells => ({ picks: picks(world).map((index) => world.servers[index]?.name ?? "") });

const OTHER: Readonly<Record<BalancingPolicy, BalancingPolicy>> = {
  "smooth-round-robin": "weighted-least-connections",
  "least-connections": "weighted-least-connections",
  "weighted-least-connections": "least-connections",
};
const POLICY_WORDS: Readonly<Record<BalancingPolicy, string>> = {
  "smooth-round-robin": "smooth weighted round robin, all accounts at 0",
  "least-connections": "fewest open connections",
  "weighted-least-connections": "fewest open connections for each unit of weight",
};

export const loadBalancerPick = defineGenerator({
  name: "load-balancer-pick",
  params: {
    policies: { kind: "words", of: POLICIES, default: POLICIES },
    servers: { kind: "range", within: [2, 4], default: [3, 3] },
    requests: { kind: "range", within: [3, 7], default: [5, 6] },
  },
  draw: (params, random): BalancerWorld => {
    const count = between(random, params.servers);
    const servers = Array.from({ length: count }, (_, index) => ({ name: "ABCD"[index] ?? "", weight: between(random, [1, 5]), open: between(random, [0, 6]) }));
    const requests = Math.min(between(random, params.requests), servers.reduce((sum, { weight }) => sum + weight, 0));
    return { policy: pick(random, params.policies), servers, requests };
  },
  cells: ({ servers, requests }: BalancerWorld) => [{ id: "picks", ask: `The servers of the next ${requests} requests, in order`, form: { kind: "sequence", choices: servers.map(({ name }) => name) } }],
  solve: solveBy((world) => picksBy(world, world.policy)),
  mutants: {
    "in-blocks": {
      say: "Every pick changes what the next one sees: it lowers an account, or opens a connection. So the picks are interleaved and do not come in blocks.",
      solve: solveBy(inBlocks),
    },
    "equal-turns": {
      say: "That is plain round robin, which takes the servers in turn whatever they weigh or have open.",
      solve: solveBy(({ servers, requests }) => Array.from({ length: requests }, (_, index) => index % servers.length)),
    },
    "other-policy": {
      say: "Another policy was used. Round robin does not look at connections, least connections not at weights, and the weighted form divides the one by the other.",
      solve: solveBy((world) => picksBy(world, OTHER[world.policy])),
    },
  },
  show: ({ policy, servers, requests }) => [
    { kind: "facts", facts: [{ name: "Policy", value: POLICY_WORDS[policy] }, { name: "Of equals", value: "the first in the list" }, { name: "Requests", value: `${requests}; none ends meanwhile` }] },
    { kind: "table", caption: "Servers", columns: ["Server", "Weight", "Open connections"], rows: servers.map(({ name, weight, open }) => [name, String(weight), String(open)]) },
  ],
});
