-- CreateTable
CREATE TABLE "placement" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "known" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_question" (
    "placement_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "exercise_id" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "answer_id" UUID,
    "answer" JSONB,
    "score" DOUBLE PRECISION,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "placement_question_pkey" PRIMARY KEY ("placement_id","place")
);

-- CreateIndex
CREATE INDEX "placement_user_id_started_at_idx" ON "placement"("user_id", "started_at");
-- A learner sits one at a time.
CREATE UNIQUE INDEX "placement_one_running" ON "placement"("user_id") WHERE "finished_at" IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "placement_question_answer_id_key" ON "placement_question"("answer_id");

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_question" ADD CONSTRAINT "placement_question_placement_id_fkey" FOREIGN KEY ("placement_id") REFERENCES "placement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
