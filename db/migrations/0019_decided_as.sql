ALTER TABLE "decision" ADD COLUMN "by_role" text;--> statement-breakpoint
UPDATE "decision" SET "by_role" = coalesce((
  SELECT "role" FROM "stakeholder"
  WHERE "stakeholder"."workspace_id" = "decision"."workspace_id" AND "stakeholder"."plan_id" = "decision"."plan_id"
    AND "stakeholder"."id" = "decision"."by"
), '');--> statement-breakpoint
ALTER TABLE "decision" ALTER COLUMN "by_role" SET NOT NULL;
