-- CreateTable
CREATE TABLE "item_report" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "item_kind" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_hash" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "variant_seed" TEXT,
    "reason" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reply" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "item_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "item_report_user_id_created_at_idx" ON "item_report"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "item_report_state_created_at_idx" ON "item_report"("state", "created_at");

-- CreateIndex
CREATE INDEX "item_report_item_id_idx" ON "item_report"("item_id");

-- AddForeignKey
ALTER TABLE "item_report" ADD CONSTRAINT "item_report_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
