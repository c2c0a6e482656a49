export interface ReferenceText {
  authors: string;
  title: string;
  venue: string;
  where: string;
  url: string;
  verified: boolean;
}

/** Where a claim comes from, as a reader can look it up. A citation that nobody could check says so. */
export function References({ references }: { references: readonly ReferenceText[] }) {
  return (
    <ul className="grid gap-1">
      {references.map(({ authors, title, venue, where, url, verified }) => (
        <li key={`${title}/${where}`}>
          {authors}, <cite>{title}</cite>, {venue}. {where}.{" "}
          {url !== "" && (
            <a className="link" href={url} target="_blank" rel="noreferrer">
              Open<span className="sr"> {title}</span>
            </a>
          )}
          {!verified && <span className="muted"> · citation not verified</span>}
        </li>
      ))}
    </ul>
  );
}
