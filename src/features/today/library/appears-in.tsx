import Link from "next/link";
import type { Appearances } from "@/contracts/today/today";
import { counted } from "@/ui/words";
import styles from "./concept.module.css";

/** The labs and the interviews in which concepts are put to work; nothing where there are none. */
export function AppearsIn({ appearsIn: { labs, interviews } }: { appearsIn: Appearances }) {
  return (
    <>
      <Places title="Built in a lab" rows={labs.map(({ id, ...rest }) => ({ href: `/labs/${id}`, ...rest }))} />
      <Places title="Comes up in an interview" rows={interviews.map(({ id, ...rest }) => ({ href: `/interviews/new?scenario=${id}`, ...rest }))} />
    </>
  );
}

function Places({ title, rows }: { title: string; rows: readonly { href: string; title: string; minutes: number }[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles.links}>
        {rows.map(({ href, title: name, minutes }) => (
          <li key={href}>
            <Link href={href} prefetch={false}>
              {name}
              <small className="num">{counted(minutes, "minute")}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
