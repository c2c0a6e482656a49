-- AlterTable
ALTER TABLE "lab_run" ADD COLUMN     "stop_at_failure" BOOLEAN NOT NULL DEFAULT false;
