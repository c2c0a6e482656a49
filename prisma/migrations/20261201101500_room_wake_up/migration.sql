-- A room whose clock runs is woken when a phase ends, also if nobody is in it. Sockets come through the web's port alone.

-- AlterTable
ALTER TABLE "interview_room" ADD COLUMN "wake_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "live_process" DROP COLUMN "origin";

-- CreateIndex
CREATE INDEX "interview_room_wake_at_idx" ON "interview_room"("wake_at");
