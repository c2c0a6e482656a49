import type { Metadata } from "next";
import { requireTeacher } from "@/app/teacher";
import { FileList } from "@/features/authoring/file-list";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Preview" };

export default async function Page() {
  await requireTeacher();
  return <FileList {...await (await caller()).authoring.files()} />;
}
