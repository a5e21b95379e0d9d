-- What was said in a meeting: at a checkpoint each side's word, and at its end what happens next.
CREATE TABLE "meeting_note" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "meeting_note_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"step_id" uuid NOT NULL,
	"by" uuid,
	"by_side" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"said" jsonb NOT NULL,
	CONSTRAINT "meeting_note_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting_note" ADD CONSTRAINT "meeting_note_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
-- The same wall as around every plan table (0001), and the same epochs (0005).
ALTER TABLE "meeting_note" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "meeting_note" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY reader ON "meeting_note" USING (
  workspace_id = (SELECT tl.ws())
  AND plan_id = ANY ((SELECT tl.plans())::uuid[])
  AND layer = ANY ((SELECT tl.layers())::text[]));--> statement-breakpoint
CREATE TRIGGER start_epoch AFTER INSERT OR UPDATE OR DELETE ON "meeting_note" FOR EACH ROW
  WHEN (current_user <> 'throughline_app' AND pg_trigger_depth() = 0)
  EXECUTE FUNCTION tl.start_epoch();--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "meeting_note" TO throughline_app;
