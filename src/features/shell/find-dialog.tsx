"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import type { Marked } from "@/contracts/today/search";
import { Dialog } from "@/ui/dialog";
import { Kbd } from "@/ui/kbd";
import { MarkedText } from "@/ui/marked-text";
import { useTRPC, wordsOf } from "../trpc";
import { correctedWords, KIND_WORDS, searchHref } from "./search-words";
import { placesFor } from "./places";

const QUERY_LENGTH_MIN = 2;

interface Found {
  href: string;
  title: Marked;
  kind: string;
}

const plain = (text: string): Marked => [{ text, isMatch: false }];

/** Ctrl K: places by name, and everything that the search index knows. */
export function FindDialog({ teaches, open, onClose }: { teaches: boolean; open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Find or do" quietTitle open={open} onClose={onClose}>
      <Finder teaches={teaches} onClose={onClose} />
    </Dialog>
  );
}

/** Places whose name begins so, then what the search index finds. */
function useFound(asked: string, teaches: boolean) {
  const trpc = useTRPC();
  const longEnough = asked.length >= QUERY_LENGTH_MIN;
  const search = useQuery({
    ...trpc.today.search.queryOptions({ query: asked }),
    enabled: longEnough,
    placeholderData: keepPreviousData,
  });
  const places: Found[] = placesFor(teaches).filter(({ label }) => label.toLowerCase().startsWith(asked.toLowerCase())).map(({ href, label }) => ({
    href,
    title: plain(label),
    kind: "Go to",
  }));
  const hits: Found[] = longEnough ? (search.data?.hits ?? []).map(({ href, title, kind }) => ({ href, title, kind: KIND_WORDS[kind] })) : [];
  const all: Found[] = longEnough ? [{ href: searchHref(asked, {}), title: plain(`All results for “${asked}”, with filters`), kind: "Search" }] : [];
  return { found: [...places, ...hits, ...all], hits: hits.length, corrected: longEnough ? (search.data?.corrected ?? []) : [], error: search.error, isFetching: search.isFetching };
}

function Finder({ teaches, onClose }: { teaches: boolean; onClose: () => void }) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const { found, hits, corrected, error, isFetching } = useFound(query.trim(), teaches);
  const at = Math.min(chosen, Math.max(0, found.length - 1));

  const open = (href: string) => {
    onClose();
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setChosen((at + step + found.length) % found.length);
    }
    const target = found[at];
    if (event.key === "Enter" && target !== undefined) open(target.href);
  };

  return (
    <div onKeyDown={onKeyDown}>
      <input
        className="input"
        autoFocus
        role="combobox"
        aria-label="Find or do"
        aria-expanded={found.length > 0}
        aria-controls="find-results"
        aria-activedescendant={found.length > 0 ? `find-${at}` : undefined}
        placeholder="Concept, card, exercise, lab or page"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
      />
      <Results found={found} at={at} onChoose={setChosen} onOpen={open} />
      <p className="mt-3 flex items-center gap-2 text-[12px] text-ink-3" role="status">
        {error !== null ? (
          wordsOf(error)
        ) : query.trim().length >= QUERY_LENGTH_MIN && hits === 0 && !isFetching ? (
          <>Nothing here holds that. Try one word of it.</>
        ) : corrected.length > 0 ? (
          correctedWords(corrected)
        ) : (
          <>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose <Kbd>Enter</Kbd> open
          </>
        )}
      </p>
    </div>
  );
}

interface ResultsProps {
  found: readonly Found[];
  at: number;
  onChoose: (index: number) => void;
  onOpen: (href: string) => void;
}

function Results({ found, at, onChoose, onOpen }: ResultsProps) {
  return (
    <ul id="find-results" role="listbox" aria-label="Results" className="mt-3 flex flex-col gap-0.5">
      {found.map(({ href, title, kind }, index) => (
        <li
          key={`${index}:${href}`}
          id={`find-${index}`}
          role="option"
          aria-selected={index === at}
          className={`flex cursor-pointer items-center gap-3 rounded-control px-3 py-2 text-[13px] ${index === at ? "bg-press" : ""}`}
          onMouseMove={() => onChoose(index)}
          onClick={() => onOpen(href)}
        >
          <span className="min-w-0 flex-1 truncate">
            <MarkedText parts={title} />
          </span>
          <span className="flex-none text-[12px] text-ink-3">{kind}</span>
        </li>
      ))}
    </ul>
  );
}
