-- What a workspace calls the stages of its own selling, by how far a plan has come: for its members alone.
CREATE TABLE "workspace_stages" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"stages" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workspace_stages" ADD CONSTRAINT "workspace_stages_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "workspace_stages" TO throughline_app;
