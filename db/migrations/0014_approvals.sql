-- Approvals whole: how they are decided, in whose place, what exactly each decision was about, and its digest.
ALTER TABLE "step" ADD COLUMN "decided_by" text DEFAULT 'everyone' NOT NULL;--> statement-breakpoint
ALTER TABLE "step" ADD COLUMN "fresh_code" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_decided_by" CHECK ("step"."decided_by" in ('everyone', 'anyone', 'inOrder'));--> statement-breakpoint
ALTER TABLE "step_owner" ADD COLUMN "stand_in" uuid;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "for_id" uuid;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "bound" jsonb;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "digest" text;
