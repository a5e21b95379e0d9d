ALTER TABLE "step" ADD COLUMN "meeting_time" jsonb;--> statement-breakpoint
ALTER TABLE "step" ADD COLUMN "venue" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "step" ADD COLUMN "attendees" jsonb DEFAULT '[]'::jsonb NOT NULL;