/** Programs are run only where the flags really hold: a Node that reads them differently must not go unnoticed. */

/** Part of @types/node from 24 on. */
interface Permission {
  readonly has: (scope: string, reference?: string) => boolean;
}

/** @throws Error that names what is open */
export function assertFenced(): void {
  const { permission } = process as { readonly permission?: Permission };
  if (permission === undefined) throw new Error("Node's permission flag is not set.");
  const open = ["fs.read", "fs.write", "child", "worker"].filter((scope) => permission.has(scope));
  // What may be read of one folder does not show without naming it.
  if (permission.has("fs.read", process.execPath) || permission.has("fs.read", "/etc/passwd")) open.push("reading files");
  if (mayMakeCode()) open.push("code from strings");
  if (Object.keys(process.env).length > 0) open.push("the environment");
  if (open.length > 0) throw new Error(`The fence does not hold here: ${open.join(", ")} is open.`);
}

function mayMakeCode(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}
