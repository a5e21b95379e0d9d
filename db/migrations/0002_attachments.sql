CREATE TABLE "comment" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "comment_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"step_id" uuid,
	"step_layer" text,
	"by" uuid NOT NULL,
	"by_name" text NOT NULL,
	"by_side" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	"mentions" jsonb NOT NULL,
	"request" jsonb,
	"answers" uuid,
	"answered_on" date,
	"decision_id" uuid,
	CONSTRAINT "comment_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "comment_within_step" CHECK ("comment"."step_layer" is null or "comment"."step_layer" = 'shared' or "comment"."layer" = "comment"."step_layer"),
	CONSTRAINT "comment_step" CHECK (("comment"."step_id" is null) = ("comment"."step_layer" is null))
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "decision_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"step_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"by_layer" text NOT NULL,
	"by_name" text NOT NULL,
	"outcome" text NOT NULL,
	"on" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"proof" text NOT NULL,
	"conditions" jsonb NOT NULL,
	"missing" text NOT NULL,
	CONSTRAINT "decision_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id")
);
--> statement-breakpoint
CREATE TABLE "figure" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "figure_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "figure_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "figure_of_side" CHECK ("figure"."layer" = 'shared' or "figure"."layer" = "figure"."side")
);
--> statement-breakpoint
CREATE TABLE "plan_domain" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "plan_domain_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "plan_domain_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id")
);
--> statement-breakpoint
CREATE TABLE "step_input" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "step_input_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"step_id" uuid NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"here" boolean NOT NULL,
	CONSTRAINT "step_input_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id")
);
--> statement-breakpoint
CREATE TABLE "step_link" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "step_link_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"step_id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	CONSTRAINT "step_link_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id")
);
--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "problem" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "cost_today" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "request" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "if_we_wait" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "sample" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_workspace_id_plan_id_step_id_step_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","step_layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_workspace_id_plan_id_by_by_layer_stakeholder_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","by","by_layer") REFERENCES "public"."stakeholder"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "figure" ADD CONSTRAINT "figure_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_domain" ADD CONSTRAINT "plan_domain_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_input" ADD CONSTRAINT "step_input_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "step_link" ADD CONSTRAINT "step_link_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE UNIQUE INDEX "figure_once" ON "figure" USING btree ("workspace_id","plan_id","kind");--> statement-breakpoint
-- The same wall as around every plan table (0001).
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['comment', 'step_input', 'step_link', 'figure', 'decision', 'plan_domain']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY reader ON %I USING (
         workspace_id = (SELECT tl.ws())
         AND plan_id = ANY ((SELECT tl.plans())::uuid[])
         AND layer = ANY ((SELECT tl.layers())::text[]))', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON comment, step_input, step_link, figure, plan_domain TO throughline_app;
--> statement-breakpoint
-- What was decided stays on record.
GRANT SELECT, INSERT, UPDATE ON decision TO throughline_app;
