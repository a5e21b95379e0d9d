ALTER TABLE "plan" ADD COLUMN "health" text DEFAULT 'onTrack' NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "told_pace" jsonb;--> statement-breakpoint
ALTER TABLE "plan_head" ADD COLUMN "look_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "plan_head_look" ON "plan_head" USING btree ("look_at") WHERE "plan_head"."look_at" is not null;--> statement-breakpoint
-- What both sides have is looked at once, and after that whenever its day turns.
UPDATE "plan_head" SET "look_at" = now() WHERE "shared_n" > 0;
