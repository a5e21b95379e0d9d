-- Where a person is signed in, a workspace's mark, and since when its members have been here.
ALTER TABLE "session" ADD COLUMN "last_used_at" timestamp with time zone DEFAULT now() NOT NULL;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "user_agent" text;
--> statement-breakpoint
CREATE TABLE "workspace_mark" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_mark_type" CHECK ("workspace_mark"."type" in ('image/png', 'image/jpeg', 'image/webp')),
	CONSTRAINT "workspace_mark_size" CHECK (octet_length("workspace_mark"."content") <= 102400)
);
--> statement-breakpoint
ALTER TABLE "workspace_mark" ADD CONSTRAINT "workspace_mark_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Members so far were added by hand or set the workspace up: none of them waits for an invitation.
UPDATE "membership" SET "entered_at" = "created_at" WHERE "plan_id" IS NULL AND "entered_at" IS NULL;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON workspace_mark TO throughline_app;
