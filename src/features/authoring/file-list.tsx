"use client";

import Link from "next/link";
import { useState } from "react";
import type { PreviewListOutput } from "@/contracts/authoring/preview";
import { counted } from "@/ui/words";
import { FollowFiles } from "./follow-files";
import styles from "./preview.module.css";
import { ProblemList } from "./problem-list";

/** All content files; typing narrows them by name, title and kind. */
export function FileList({ files, refused }: PreviewListOutput) {
  const [asked, setAsked] = useState("");
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const found = files.filter((entry) => words.every((word) => `${entry.file} ${entry.title} ${entry.kind}`.toLowerCase().includes(word)));
  return (
    <div className="wrap">
      <FollowFiles />
      <h1>Preview</h1>
      <p className="mt-2 max-w-[70ch] text-ink-2">Every content file as learners get it, with its answers, its wrong roads and what the content check says of it.</p>
      <p className="mt-2">
        <Link className="link" href="/preview/reports">
          What learners report
        </Link>
      </p>
      {refused.length > 0 && <Refused problems={refused} />}
      <label className={`field ${styles.search}`}>
        <span className="label">Find a file</span>
        <input className="input" type="search" value={asked} onChange={(event) => setAsked(event.target.value)} placeholder="raft, scenario, labs/…" />
      </label>
      <p className="hint num" role="status">
        {found.length === files.length ? counted(files.length, "file") : `${found.length} of ${counted(files.length, "file")}`}
      </p>
      <ul className={styles.files}>
        {found.map(({ file, kind, title }) => (
          <li key={file}>
            <Link href={`/preview/${file}`} prefetch={false}>
              <b>{title}</b>
              <span className="badge">{kind}</span>
              <small className="mono">{file}</small>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Refused({ problems }: { problems: PreviewListOutput["refused"] }) {
  return (
    <div className="mt-4">
      <p className="note warn">The last change cannot be served, so learners still get what was there before it.</p>
      <ProblemList problems={problems} />
    </div>
  );
}
