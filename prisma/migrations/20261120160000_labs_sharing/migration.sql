-- AlterTable
ALTER TABLE "lab_run" ADD COLUMN     "shared_at" TIMESTAMPTZ(3);
