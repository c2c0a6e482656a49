/** Two circles that overlap, as two majorities always do. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 26 18" fill="none" aria-hidden="true" width="26" height="18">
      <path d="M13 2.9a7.6 7.6 0 0 1 0 12.2a7.6 7.6 0 0 1 0-12.2Z" fill="var(--accent)" />
      <circle cx="8.9" cy="9" r="7.4" stroke="currentColor" strokeWidth="1.7" />
      <circle cx="17.1" cy="9" r="7.4" stroke="currentColor" strokeWidth="1.7" />
    </svg>
  );
}
