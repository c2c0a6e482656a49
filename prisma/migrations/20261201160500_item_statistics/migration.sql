-- CreateTable
CREATE TABLE "statistics_scope" (
    "scope" TEXT NOT NULL,
    "mark" TEXT,
    "lease" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "computed_at" TIMESTAMPTZ(3),
    "learners" INTEGER NOT NULL DEFAULT 0,
    "whole" JSONB,

    CONSTRAINT "statistics_scope_pkey" PRIMARY KEY ("scope")
);

-- CreateTable
CREATE TABLE "item_statistics" (
    "scope" TEXT NOT NULL,
    "exercise_id" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "learners" INTEGER NOT NULL,
    "figures" JSONB,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_statistics_pkey" PRIMARY KEY ("scope","exercise_id")
);

-- CreateIndex
CREATE INDEX "item_statistics_exercise_id_idx" ON "item_statistics"("exercise_id");

-- AddForeignKey
ALTER TABLE "item_statistics" ADD CONSTRAINT "item_statistics_scope_fkey" FOREIGN KEY ("scope") REFERENCES "statistics_scope"("scope") ON DELETE CASCADE ON UPDATE CASCADE;
