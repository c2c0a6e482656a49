import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { PreviewFileInput } from "@/contracts/authoring/preview";
import { FilePage } from "@/features/authoring/file-page";
import { ExercisePreview } from "@/features/exercises/exercise-preview";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Preview" };

export default async function Page({ params }: { params: Promise<{ file: string[] }> }) {
  await requireTeacher();
  const asked = PreviewFileInput.safeParse({ file: (await params).file.map(decodeURIComponent).join("/") });
  const preview = asked.success ? await nullIfNotFound((await caller()).authoring.file(asked.data)) : null;
  if (preview === null) notFound();
  const exercises = preview.concept?.exercises.map((exercise) => <ExercisePreview key={exercise.id} file={preview.file} exercise={exercise} />);
  return <FilePage preview={preview} exercises={exercises} />;
}
