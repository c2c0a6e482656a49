import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentViewer } from "./current-viewer";
import type { Viewer } from "./viewer";

/** The signed-in account of this page, or a trip to the sign-in page that leads back here. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer !== null) return viewer;
  const path = (await headers()).get("x-path") ?? "/today";
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
