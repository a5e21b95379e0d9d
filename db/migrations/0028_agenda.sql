ALTER TABLE "step" ADD COLUMN "agenda" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "step" ADD COLUMN "checkpoint" boolean DEFAULT false NOT NULL;
