ALTER TABLE "command" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
-- What conflicted before was answered where it happened, and kept without the versions its writer began from.
UPDATE "command" SET "settled_at" = "at" WHERE "lost" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "command_unsettled" ON "command" USING btree ("workspace_id","plan_id","person_id") WHERE lost is not null and settled_at is null;
