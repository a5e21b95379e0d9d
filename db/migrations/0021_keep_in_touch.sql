ALTER TABLE "person" ADD COLUMN "keep_in_touch" jsonb;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "keep_in_touch" jsonb;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "in_touch_said_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "line" ADD COLUMN "waits" boolean DEFAULT false NOT NULL;
