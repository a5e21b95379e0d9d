ALTER TABLE "decision" ADD COLUMN "by_role" text;--> statement-breakpoint
-- An owner who is no superuser stands behind the wall of 0001 too, and would find no row to fill.
ALTER TABLE "decision" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stakeholder" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "decision" SET "by_role" = coalesce((
  SELECT "role" FROM "stakeholder"
  WHERE "stakeholder"."workspace_id" = "decision"."workspace_id" AND "stakeholder"."plan_id" = "decision"."plan_id"
    AND "stakeholder"."id" = "decision"."by"
), '');--> statement-breakpoint
ALTER TABLE "stakeholder" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "decision" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "decision" ALTER COLUMN "by_role" SET NOT NULL;
