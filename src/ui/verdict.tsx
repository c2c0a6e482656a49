/** A verdict is always colour, shape and word: tick in a disc, cross in a square, question mark in a dashed diamond, open ring. */
export type VerdictKind = "pass" | "fail" | "unknown" | "running";

const SHAPES: Record<VerdictKind, React.ReactNode> = {
  pass: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="currentColor" />
      <path d="m4 7.2 2 2 4-4.2" stroke="var(--surface)" strokeWidth="1.6" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  fail: (
    <>
      <rect x="0.8" y="0.8" width="12.4" height="12.4" rx="2.2" fill="currentColor" />
      <path d="m4.6 4.6 4.8 4.8m0-4.8-4.8 4.8" stroke="var(--surface)" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      <path d="M7 .9 13.1 7 7 13.1.9 7Z" fill="none" stroke="currentColor" strokeWidth="1.2" strokeDasharray="2.2 1.6" />
      <path d="M5.6 5.6c0-1.9 2.9-1.8 2.9 0 0 1.1-1.5 1.1-1.5 2.3M7 9.9v.1" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  running: <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="24 10" />,
};

export function VerdictMark({ kind }: { kind: VerdictKind }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" width="14" height="14">
      {SHAPES[kind]}
    </svg>
  );
}

export function Verdict({ kind, children, boxed = false }: { kind: VerdictKind; children: React.ReactNode; boxed?: boolean }) {
  return (
    <span className={`v ${kind}${boxed ? " box" : ""}`}>
      <VerdictMark kind={kind} />
      {children}
    </span>
  );
}
