-- CreateTable
CREATE TABLE "lab_draft" (
    "user_id" TEXT NOT NULL,
    "lab_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lab_draft_pkey" PRIMARY KEY ("user_id","lab_id")
);

-- CreateTable
CREATE TABLE "lab_run" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "lab_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "lab_version" INTEGER NOT NULL,
    "engine_version" INTEGER NOT NULL,
    "program" TEXT NOT NULL,
    "program_hash" TEXT NOT NULL,
    "seeds_wanted" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "lease" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "marks" TEXT NOT NULL DEFAULT '',
    "verdict" JSONB,
    "seeds" BYTEA,
    "reason" TEXT,
    "reproducible" BOOLEAN NOT NULL DEFAULT false,
    "cpu_seconds" DOUBLE PRECISION,
    "judge_version" INTEGER,
    "brought" JSONB NOT NULL DEFAULT '[]',
    "answered_from" UUID,

    CONSTRAINT "lab_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lab_excerpt" (
    "run_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "check" TEXT NOT NULL,
    "excerpt" BYTEA NOT NULL,

    CONSTRAINT "lab_excerpt_pkey" PRIMARY KEY ("run_id","n","check")
);

-- CreateIndex
CREATE INDEX "lab_run_state_priority_submitted_at_idx" ON "lab_run"("state", "priority", "submitted_at");

-- CreateIndex
CREATE INDEX "lab_run_program_hash_lab_id_idx" ON "lab_run"("program_hash", "lab_id");

-- CreateIndex
CREATE UNIQUE INDEX "lab_run_user_id_lab_id_number_key" ON "lab_run"("user_id", "lab_id", "number");

-- AddForeignKey
ALTER TABLE "lab_draft" ADD CONSTRAINT "lab_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lab_run" ADD CONSTRAINT "lab_run_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lab_excerpt" ADD CONSTRAINT "lab_excerpt_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "lab_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One running run a learner, whoever claims: two judges that look at the same moment cannot both take one.
CREATE UNIQUE INDEX "lab_run_one_running_key" ON "lab_run"("user_id") WHERE "state" = 'running';
