import type { Metadata } from "next";
import { SEARCH_QUERY_MAX, SearchFilter } from "@/contracts/today/search";
import { SearchPage } from "@/features/shell/search-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Search" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  await requireViewer();
  const { q, ...rest } = await searchParams;
  const query = ([q].flat()[0] ?? "").slice(0, SEARCH_QUERY_MAX);
  // An address that somebody changed by hand shows what can be read of it.
  const asked = SearchFilter.safeParse(rest);
  const filter = asked.success ? asked.data : {};
  const found = await (await caller()).today.search({ query, ...filter, onPage: true });
  return <SearchPage query={query} filter={filter} found={found} />;
}
