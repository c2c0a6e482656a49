-- CreateTable
CREATE TABLE "own_card" (
    "user_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "front" TEXT NOT NULL,
    "back" TEXT NOT NULL,
    "concept_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_card_pkey" PRIMARY KEY ("user_id","id")
);

-- AddForeignKey
ALTER TABLE "own_card" ADD CONSTRAINT "own_card_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
