/** `boundElements` and `groupIds`: lists that are sets by id. */

/** The id of a member: a group is its own id. */
export function memberId(member: unknown): string | null {
  if (typeof member === "string") return member;
  const id = typeof member === "object" && member !== null ? (member as { id?: unknown }).id : undefined;
  return typeof id === "string" ? id : null;
}

/** The members of a list field; null and absent have none. */
export const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Takes out `remove`, then puts `add` at the end, each in the place of a member with its id if there is one (B6). */
export function mergeMembers(members: readonly unknown[], add: readonly unknown[], remove: readonly string[]): unknown[] {
  const byId = new Map(members.map((member) => [memberId(member), member]));
  for (const id of remove) byId.delete(id);
  for (const member of add) byId.set(memberId(member), member);
  return [...byId.values()];
}
