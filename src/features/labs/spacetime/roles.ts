/** What a node says of itself in `env.state`: its role and its term, as protocols with leaders keep them. */
import type { Address, Json } from "@/domain/simulator/message";
import type { TraceEvent } from "@/domain/simulator/trace";

const ROLES = ["follower", "candidate", "leader"] as const;
export type Role = (typeof ROLES)[number];

/** From the step at which a node takes a role (null: before the picture begins) to the one at which it has another, or is down; null: to the end. */
export interface RoleSpan {
  readonly node: Address;
  readonly role: Role;
  readonly from: number | null;
  readonly to: number | null;
}

/** From this step on the node is in this term; null: when the picture begins. */
export interface TermMark {
  readonly node: Address;
  readonly term: number;
  readonly at: number | null;
}

interface Said {
  readonly role: Role | null;
  readonly term: number | null;
}

const NOTHING: Said = { role: null, term: null };

function saidIn(memory: Json): Said {
  if (memory === null || typeof memory !== "object" || Array.isArray(memory)) return NOTHING;
  const { role, currentTerm, term = currentTerm } = memory as Record<string, Json>;
  return { role: ROLES.find((known) => known === role) ?? null, term: typeof term === "number" ? term : null };
}

export interface Roles {
  readonly spans: readonly RoleSpan[];
  readonly terms: readonly TermMark[];
}

/** Reads them from the pictures of each step. */
export function rolesOf(steps: readonly { readonly number: number; readonly event: TraceEvent }[]): Roles {
  const spans: RoleSpan[] = [];
  const terms: TermMark[] = [];
  const now = new Map<Address, { readonly role: Role | null; readonly term: number | null; readonly from: number }>();
  const end = (node: Address, to: number | null) => {
    const open = now.get(node);
    if (open?.role) spans.push({ node, role: open.role, from: open.from, to });
  };
  for (const { number, event } of steps) {
    if (event.kind !== "handled" && event.kind !== "crashed") continue;
    const { node } = event;
    const before = now.get(node);
    if (event.kind === "handled" && event.picture === undefined) continue;
    const said = event.kind === "crashed" ? NOTHING : saidIn(event.picture?.memory ?? null);
    if (said.term !== null && said.term !== before?.term) terms.push({ node, term: said.term, at: number });
    const isSame = said.role === (before?.role ?? null);
    if (!isSame) end(node, number);
    now.set(node, { role: said.role, term: said.term ?? before?.term ?? null, from: isSame ? (before?.from ?? number) : number });
  }
  for (const node of now.keys()) end(node, null);
  return { spans, terms };
}
