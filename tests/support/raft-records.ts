/**
 * Records of Raft runs: of a small cluster that follows Figure 2, in steps that are drawn, or that breaks one rule of it.
 * Time is the number of the step; messages arrive in any order, or never; nodes crash and lose what they had not synced.
 */
import type { AppendReply, AppendRequest, AppliedEntry, DurableState, LogEntry, RaftMessage, RaftRecord, VoteReply, VoteRequest } from "@/domain/checkers/raft/raft-record";
import type { SeededRandom } from "@/domain/kernel/seeded-random";

/** What a cluster does wrong; null: nothing. */
export type RaftMistake =
  | "forgets-its-vote"
  | "votes-for-anyone"
  | "leads-without-election"
  | "truncates-always"
  | "ignores-previous-entry"
  | "applies-uncommitted"
  | "counts-old-terms"
  | "syncs-later";

interface Node {
  readonly name: string;
  incarnation: number;
  currentTerm: number;
  votedFor: string | null;
  log: LogEntry[];
  role: "follower" | "candidate" | "leader";
  votes: Set<string>;
  matchIndex: Map<string, number>;
  commitIndex: number;
  lastApplied: number;
}

type Pending = { readonly message: RaftMessage; readonly leaderCommit: number };

export interface RaftPlan {
  readonly nodes: number;
  readonly steps: number;
  readonly mistake?: RaftMistake;
}

export function runRaft(plan: RaftPlan, random: SeededRandom): RaftRecord {
  return new Cluster(plan, random).run();
}

class Cluster {
  private readonly nodes: Node[];
  private readonly messages: RaftMessage[] = [];
  private readonly disks: DurableState[] = [];
  private readonly applied: AppliedEntry[] = [];
  private pending: Pending[] = [];
  private event = 0;
  private commands = 0;

  constructor(
    private readonly plan: RaftPlan,
    private readonly random: SeededRandom,
  ) {
    this.nodes = Array.from({ length: plan.nodes }, (_, index) => fresh(`n${index + 1}`));
  }

  run(): RaftRecord {
    for (let step = 0; step < this.plan.steps; step += 1) {
      const node = this.nodes[this.random.index(this.nodes.length)] as Node;
      const drawn = this.random.index(100);
      if (drawn < 70) this.deliver();
      else if (drawn < 76) this.campaign(node);
      else if (drawn < 84) this.clientCommand(node);
      else if (drawn < 95) this.replicate(node);
      else if (drawn < 97) this.crash(node);
      else this.pending = this.pending.filter(() => this.random.index(3) > 0);
    }
    return { nodes: this.nodes.map(({ name }) => name), messages: this.messages, disks: this.disks, applied: this.applied };
  }

  private is(mistake: RaftMistake): boolean {
    return this.plan.mistake === mistake;
  }

  private send(message: RaftMessage, leaderCommit = 0): void {
    this.messages.push(message);
    this.pending.push({ message, leaderCommit });
  }

  private sync(node: Node): void {
    if (this.is("syncs-later") && this.random.index(3) === 0) {
      return;
    }
    const { name, currentTerm, log } = node;
    this.disks.push({ event: this.event, node: name, currentTerm, votedFor: this.is("forgets-its-vote") ? null : node.votedFor, log: [...log] });
  }

  private deliver(): void {
    if (this.pending.length === 0) return;
    const [{ message, leaderCommit }] = this.pending.splice(this.random.index(this.pending.length), 1) as [Pending];
    this.event += 1;
    const node = this.nodes.find(({ name }) => name === message.to) as Node;
    if (message.kind === "request-vote") this.answerVote(node, message);
    else if (message.kind === "vote") this.countVote(node, message);
    else if (message.kind === "append-entries") this.append(node, message, leaderCommit);
    else this.acknowledged(node, message);
    this.apply(node);
  }

  private seeTerm(node: Node, term: number): void {
    if (term <= node.currentTerm) return;
    Object.assign(node, { currentTerm: term, votedFor: null, role: "follower" });
    this.sync(node);
  }

  private campaign(node: Node): void {
    this.event += 1;
    if (node.role === "leader") return;
    Object.assign(node, { currentTerm: node.currentTerm + 1, votedFor: node.name, role: "candidate", votes: new Set([node.name]) });
    this.sync(node);
    const last = node.log.length;
    const request = { kind: "request-vote" as const, event: this.event, from: node.name, term: node.currentTerm, lastLogIndex: last, lastLogTerm: node.log[last - 1]?.term ?? 0 };
    for (const { name } of this.others(node)) this.send({ ...request, to: name });
    if (this.is("leads-without-election") && this.random.index(3) === 0) this.lead(node);
  }

  private others({ name: own }: Node): Node[] {
    return this.nodes.filter(({ name }) => name !== own);
  }

  private answerVote(node: Node, request: VoteRequest): void {
    this.seeTerm(node, request.term);
    const last = node.log.length;
    const lastTerm = node.log[last - 1]?.term ?? 0;
    const isUpToDate = request.lastLogTerm > lastTerm || (request.lastLogTerm === lastTerm && request.lastLogIndex >= last);
    const isFree = node.votedFor === null || node.votedFor === request.from;
    const voteGranted = request.term === node.currentTerm && isFree && (isUpToDate || this.is("votes-for-anyone"));
    if (voteGranted) {
      node.votedFor = request.from;
      this.sync(node);
    }
    this.send({ kind: "vote", event: this.event, from: node.name, to: request.from, requestTerm: request.term, voteGranted, deliveredAt: null });
  }

  private countVote(node: Node, reply: VoteReply): void {
    this.messages[this.messages.indexOf(reply)] = { ...reply, deliveredAt: this.event };
    if (!reply.voteGranted || node.role !== "candidate" || reply.requestTerm !== node.currentTerm) return;
    node.votes.add(reply.from);
    if (node.votes.size > this.nodes.length / 2) this.lead(node);
  }

  private lead(node: Node): void {
    node.role = "leader";
    node.matchIndex = new Map(this.others(node).map(({ name }) => [name, 0]));
    this.replicate(node);
  }

  private clientCommand(node: Node): void {
    this.event += 1;
    if (node.role !== "leader") return;
    this.commands += 1;
    node.log = [...node.log, { term: node.currentTerm, command: `c${this.commands}` }];
    this.sync(node);
    this.replicate(node);
  }

  private replicate(node: Node): void {
    this.event += 1;
    if (node.role !== "leader") return;
    for (const { name } of this.others(node)) {
      const prevLogIndex = Math.min(node.log.length, this.random.index(2) === 0 ? (node.matchIndex.get(name) ?? 0) : this.random.index(node.log.length + 1));
      const request: AppendRequest = {
        kind: "append-entries",
        ...{ event: this.event, from: node.name, to: name, term: node.currentTerm },
        prevLogIndex,
        prevLogTerm: node.log[prevLogIndex - 1]?.term ?? 0,
        entries: node.log.slice(prevLogIndex, prevLogIndex + 3),
      };
      this.send(request, node.commitIndex);
    }
  }

  private append(node: Node, request: AppendRequest, leaderCommit: number): void {
    this.seeTerm(node, request.term);
    const { prevLogIndex, entries } = request;
    const fits = prevLogIndex === 0 || node.log[prevLogIndex - 1]?.term === request.prevLogTerm || (this.is("ignores-previous-entry") && prevLogIndex <= node.log.length);
    const success = request.term === node.currentTerm && fits;
    if (success) {
      node.role = "follower";
      const conflict = entries.findIndex(({ term }, offset) => node.log[prevLogIndex + offset]?.term !== term);
      if (this.is("truncates-always")) node.log = [...node.log.slice(0, prevLogIndex), ...entries];
      else if (conflict >= 0) node.log = [...node.log.slice(0, prevLogIndex + conflict), ...entries.slice(conflict)];
      this.sync(node);
      node.commitIndex = Math.max(node.commitIndex, Math.min(leaderCommit, prevLogIndex + entries.length));
      if (this.is("applies-uncommitted")) node.commitIndex = node.log.length;
    }
    this.send({ kind: "appended", event: this.event, from: node.name, to: request.from, success, request });
  }

  private acknowledged(node: Node, { from, success, request }: AppendReply): void {
    if (node.role !== "leader" || !success || request.term !== node.currentTerm) return;
    node.matchIndex.set(from, Math.max(node.matchIndex.get(from) ?? 0, request.prevLogIndex + request.entries.length));
    for (let index = node.log.length; index > node.commitIndex; index -= 1) {
      const holders = [...node.matchIndex.values()].filter((match) => match >= index).length + 1;
      const isOwn = node.log[index - 1]?.term === node.currentTerm || this.is("counts-old-terms");
      if (isOwn && holders > this.nodes.length / 2) node.commitIndex = index;
    }
  }

  private apply(node: Node): void {
    while (node.lastApplied < Math.min(node.commitIndex, node.log.length)) {
      const { command } = node.log[node.lastApplied] as LogEntry;
      node.lastApplied += 1;
      this.applied.push({ event: this.event, node: node.name, incarnation: node.incarnation, index: node.lastApplied, command });
    }
  }

  private crash(node: Node): void {
    this.event += 1;
    const disk = this.disks.filter(({ node: name }) => name === node.name).at(-1);
    const { name, incarnation } = node;
    Object.assign(node, fresh(name), { incarnation: incarnation + 1, currentTerm: disk?.currentTerm ?? 0, votedFor: disk?.votedFor ?? null, log: [...(disk?.log ?? [])] });
  }
}

const fresh = (name: string): Node => ({
  name,
  incarnation: 0,
  currentTerm: 0,
  votedFor: null,
  log: [],
  role: "follower",
  votes: new Set(),
  matchIndex: new Map(),
  commitIndex: 0,
  lastApplied: 0,
});
