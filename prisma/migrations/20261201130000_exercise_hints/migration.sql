-- AlterTable
ALTER TABLE "exercise_variant" ADD COLUMN     "hints_taken" INTEGER NOT NULL DEFAULT 0;

-- What answers counted before hints and attempts could cost anything: all that was right of them.
ALTER TABLE "exercise_attempt" ADD COLUMN     "credit" DOUBLE PRECISION,
ADD COLUMN     "hints" INTEGER NOT NULL DEFAULT 0;
UPDATE "exercise_attempt" SET "credit" = "score";
ALTER TABLE "exercise_attempt" ALTER COLUMN "credit" SET NOT NULL;
