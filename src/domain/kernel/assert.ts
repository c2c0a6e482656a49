/** A broken assertion is a bug in our code, never a user's mistake; nothing catches it but the process border. */
export class InvariantError extends Error {
  override name = "InvariantError";
}

/** Crashes with the claim unless it holds. */
export function assert(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new InvariantError(claim);
}

/** Stands at the end of an exhaustive switch: it compiles only if no case is left, and crashes if one slips through. */
export function assertNever(value: never, what: string): never {
  throw new InvariantError(`${what} is of an unknown kind: ${JSON.stringify(value)}`);
}
