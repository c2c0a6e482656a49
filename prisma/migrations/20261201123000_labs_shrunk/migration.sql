-- AlterTable
ALTER TABLE "lab_excerpt" ADD COLUMN     "shrink_after" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
ADD COLUMN     "shrinks_left" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shrunk" BYTEA;

-- What judges look for when no run waits.
CREATE INDEX "lab_excerpt_to_shrink_idx" ON "lab_excerpt"("shrink_after") WHERE "shrinks_left" > 0;
