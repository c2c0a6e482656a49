-- CreateTable
CREATE TABLE "lab_test" (
    "user_id" TEXT NOT NULL,
    "lab_id" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "check" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lab_test_pkey" PRIMARY KEY ("user_id","lab_id","n","check")
);

-- AddForeignKey
ALTER TABLE "lab_test" ADD CONSTRAINT "lab_test_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
