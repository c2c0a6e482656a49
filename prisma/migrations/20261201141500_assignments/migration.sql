-- AlterTable
ALTER TABLE "exercise_variant" ADD COLUMN     "assignment_id" TEXT,
ADD COLUMN     "drawn_hash" TEXT,
ADD COLUMN     "saved_answer" JSONB,
ADD COLUMN     "saved_at" TIMESTAMPTZ(3),
ADD COLUMN     "saved_number" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "exercise_attempt" ADD COLUMN     "assignment_id" TEXT,
ADD COLUMN     "first_credit" DOUBLE PRECISION,
ADD COLUMN     "first_score" DOUBLE PRECISION,
ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "regraded_at" TIMESTAMPTZ(3),
ADD COLUMN     "withheld" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "assignment" (
    "id" TEXT NOT NULL,
    "cohort_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER,
    "attempts" INTEGER NOT NULL,
    "attempt_loss" INTEGER NOT NULL,
    "hint_loss" INTEGER,
    "feedback" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_item" (
    "assignment_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "exercise_id" TEXT NOT NULL,

    CONSTRAINT "assignment_item_pkey" PRIMARY KEY ("assignment_id","place")
);

-- CreateTable
CREATE TABLE "assignment_sitting" (
    "assignment_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "extra_minutes" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "handed_in_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_sitting_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateIndex
CREATE INDEX "assignment_cohort_id_due_at_idx" ON "assignment"("cohort_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_item_assignment_id_exercise_id_key" ON "assignment_item"("assignment_id", "exercise_id");

-- CreateIndex
CREATE INDEX "assignment_sitting_user_id_idx" ON "assignment_sitting"("user_id");

-- CreateIndex
CREATE INDEX "exercise_variant_assignment_id_user_id_idx" ON "exercise_variant"("assignment_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "exercise_attempt_assignment_id_user_id_exercise_id_number_key" ON "exercise_attempt"("assignment_id", "user_id", "exercise_id", "number");

-- AddForeignKey
ALTER TABLE "exercise_variant" ADD CONSTRAINT "exercise_variant_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exercise_attempt" ADD CONSTRAINT "exercise_attempt_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_item" ADD CONSTRAINT "assignment_item_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_sitting" ADD CONSTRAINT "assignment_sitting_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_sitting" ADD CONSTRAINT "assignment_sitting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
