-- Live rooms: who is in them, their invitations, their one log each, and the processes that are their homes.

-- CreateTable
CREATE TABLE "interview_room" (
    "id" TEXT NOT NULL,
    "scenario_id" TEXT NOT NULL,
    "host_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "scheduled_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "head" INTEGER NOT NULL DEFAULT 0,
    "home_id" UUID,
    "home" INTEGER NOT NULL DEFAULT 0,
    "home_until" TIMESTAMPTZ(3),
    "keep_text" TEXT NOT NULL DEFAULT '',
    "change_text" TEXT NOT NULL DEFAULT '',
    "shared_at" TIMESTAMPTZ(3),
    "brought" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "interview_room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_event" (
    "room_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" UUID,
    "visibility" TEXT NOT NULL,
    "event" JSONB NOT NULL,

    CONSTRAINT "room_event_pkey" PRIMARY KEY ("room_id","seq")
);

-- CreateTable
CREATE TABLE "room_member" (
    "id" UUID NOT NULL,
    "room_id" TEXT NOT NULL,
    "user_id" TEXT,
    "guest_hash" TEXT,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "is_host" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "room_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_link" (
    "token_hash" TEXT NOT NULL,
    "room_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "member_id" UUID,

    CONSTRAINT "room_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "room_client" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "last_done" INTEGER NOT NULL DEFAULT 0,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "room_client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "used_ticket" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_process" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "origin" TEXT,
    "rooms" INTEGER NOT NULL DEFAULT 0,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scenario_seen" (
    "user_id" TEXT NOT NULL,
    "scenario_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "how" TEXT NOT NULL,

    CONSTRAINT "scenario_seen_pkey" PRIMARY KEY ("user_id","scenario_id")
);

-- CreateIndex
CREATE INDEX "interview_room_host_id_created_at_idx" ON "interview_room"("host_id", "created_at");

-- CreateIndex
CREATE INDEX "room_member_user_id_idx" ON "room_member"("user_id");

-- CreateIndex
CREATE INDEX "room_member_room_id_idx" ON "room_member"("room_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_member_room_id_user_id_key" ON "room_member"("room_id", "user_id");

-- CreateIndex
CREATE INDEX "room_link_room_id_idx" ON "room_link"("room_id");

-- CreateIndex
CREATE INDEX "room_client_member_id_idx" ON "room_client"("member_id");

-- AddForeignKey
ALTER TABLE "interview_room" ADD CONSTRAINT "interview_room_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_event" ADD CONSTRAINT "room_event_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "interview_room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_member" ADD CONSTRAINT "room_member_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "interview_room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_member" ADD CONSTRAINT "room_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_link" ADD CONSTRAINT "room_link_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "interview_room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_client" ADD CONSTRAINT "room_client_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "room_member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_seen" ADD CONSTRAINT "scenario_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


