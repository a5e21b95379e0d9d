ALTER TABLE "dependency" ADD COLUMN "lag" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dependency" ADD COLUMN "versions" jsonb DEFAULT '{}'::jsonb NOT NULL;
