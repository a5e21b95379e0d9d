CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"level" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_level" CHECK ("session"."level" in ('invited', 'signedIn'))
);
--> statement-breakpoint
CREATE TABLE "session_plan" (
	"session_id" text NOT NULL,
	"plan_id" uuid NOT NULL,
	CONSTRAINT "session_plan_session_id_plan_id_pk" PRIMARY KEY("session_id","plan_id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"person_id" uuid,
	"browser" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"go_to" text,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"hash" text NOT NULL,
	"person_id" uuid,
	"workspace_id" uuid,
	"plan_id" uuid,
	"attempt_id" uuid,
	"invited_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "token_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "command" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"answer" jsonb NOT NULL,
	"lost" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "command_workspace_id_plan_id_person_id_id_pk" PRIMARY KEY("workspace_id","plan_id","person_id","id")
);
--> statement-breakpoint
CREATE TABLE "history" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"n" bigint NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"command_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "history_workspace_id_plan_id_layer_n_pk" PRIMARY KEY("workspace_id","plan_id","layer","n"),
	CONSTRAINT "history_layer" CHECK ("history"."layer" in ('shared', 'seller', 'buyer'))
);
--> statement-breakpoint
CREATE TABLE "history_body" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"n" bigint NOT NULL,
	"salt" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "history_body_workspace_id_plan_id_layer_n_pk" PRIMARY KEY("workspace_id","plan_id","layer","n")
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"workspace_id" uuid,
	"plan_id" uuid,
	"refs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"send_after" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"frozen" jsonb,
	"provider_id" text,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_tried_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "letter_state" CHECK ("letter"."state" in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"layer" text NOT NULL,
	"refs" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"send_after" timestamp with time zone NOT NULL,
	"letter_id" uuid,
	"dropped_why" text
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"plan_id" uuid,
	"side" text NOT NULL,
	"standing" text,
	"stakeholder_id" uuid,
	"admitted" boolean DEFAULT true NOT NULL,
	"point_person" boolean DEFAULT false NOT NULL,
	"entered_at" timestamp with time zone,
	"letters_stopped_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_side" CHECK ("membership"."side" in ('seller', 'buyer')),
	CONSTRAINT "membership_standing" CHECK (("membership"."plan_id" is null) = ("membership"."standing" is not null))
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"address_stopped_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_address_unique" UNIQUE("address")
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dependency" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"after_id" uuid NOT NULL,
	"after_layer" text NOT NULL,
	CONSTRAINT "dependency_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "dependency_once" UNIQUE("workspace_id","plan_id","step_id","after_id"),
	CONSTRAINT "dependency_within_layer" CHECK ("dependency"."after_layer" = 'shared' or "dependency"."after_layer" = "dependency"."layer")
);
--> statement-breakpoint
CREATE TABLE "measure" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "measure_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"now" text NOT NULL,
	"wanted" text NOT NULL,
	"measured_by" text NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "measure_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id")
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"order_key" text NOT NULL,
	"reached_on" date,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "milestone_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "milestone_layer" UNIQUE("workspace_id","plan_id","id","layer")
);
--> statement-breakpoint
CREATE TABLE "offer" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"step_id" uuid,
	"terms" jsonb NOT NULL,
	"field" text NOT NULL,
	"by_side" text NOT NULL,
	"by" uuid NOT NULL,
	"on" date NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "offer_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	CONSTRAINT "offer_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "offer_shared" CHECK ("offer"."layer" = 'shared')
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"zone" text NOT NULL,
	"start_day" date NOT NULL,
	"objective" text NOT NULL,
	"why_now" text NOT NULL,
	"live_day" date,
	"buyer_name" text NOT NULL,
	"confirmed_by" uuid,
	"confirmed_on" date,
	"noted_by" uuid NOT NULL,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "plan_workspace_id_plan_id_pk" PRIMARY KEY("workspace_id","plan_id"),
	CONSTRAINT "plan_layer" UNIQUE("workspace_id","plan_id","layer"),
	CONSTRAINT "plan_layer_known" CHECK ("plan"."layer" in ('seller', 'shared'))
);
--> statement-breakpoint
CREATE TABLE "plan_head" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"shared_n" bigint DEFAULT 0 NOT NULL,
	"seller_n" bigint DEFAULT 0 NOT NULL,
	"buyer_n" bigint DEFAULT 0 NOT NULL,
	"shared_hash" text DEFAULT '' NOT NULL,
	"seller_hash" text DEFAULT '' NOT NULL,
	"buyer_hash" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"epoch" uuid NOT NULL,
	CONSTRAINT "plan_head_workspace_id_plan_id_pk" PRIMARY KEY("workspace_id","plan_id")
);
--> statement-breakpoint
CREATE TABLE "stakeholder" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"point_person" boolean NOT NULL,
	"admitted" boolean NOT NULL,
	"entered_on" date,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "stakeholder_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "stakeholder_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "stakeholder_layer" UNIQUE("workspace_id","plan_id","id","layer")
);
--> statement-breakpoint
CREATE TABLE "step" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"milestone_layer" text NOT NULL,
	"order_key" text NOT NULL,
	"anchor_id" uuid,
	"withheld" boolean DEFAULT false NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"ask" text NOT NULL,
	"done_when" text NOT NULL,
	"due_day" date,
	"duration" integer NOT NULL,
	"agreement" text NOT NULL,
	"declined_reason" text,
	"status" text NOT NULL,
	"status_reason" text,
	"ended_on" date,
	"versions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "step_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "step_layer" UNIQUE("workspace_id","plan_id","id","layer"),
	CONSTRAINT "step_within_milestone" CHECK ("step"."milestone_layer" = 'shared' or "step"."layer" = "step"."milestone_layer")
);
--> statement-breakpoint
CREATE TABLE "step_owner" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"layer" text NOT NULL,
	"id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"side" text NOT NULL,
	"role" text,
	"stakeholder_id" uuid,
	"stakeholder_layer" text,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "step_owner_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	CONSTRAINT "step_owner_workspace_id_plan_id_id_pk" PRIMARY KEY("workspace_id","plan_id","id"),
	CONSTRAINT "owner_within_layer" CHECK ("step_owner"."stakeholder_layer" is null or "step_owner"."stakeholder_layer" = 'shared' or "step_owner"."layer" = "step_owner"."stakeholder_layer"),
	CONSTRAINT "owner_person" CHECK (("step_owner"."stakeholder_id" is null) = ("step_owner"."stakeholder_layer" is null))
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_plan" ADD CONSTRAINT "session_plan_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_attempt" ADD CONSTRAINT "sign_in_attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_attempt_id_sign_in_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."sign_in_attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_invited_by_person_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_body" ADD CONSTRAINT "history_body_workspace_id_plan_id_layer_n_history_workspace_id_plan_id_layer_n_fk" FOREIGN KEY ("workspace_id","plan_id","layer","n") REFERENCES "public"."history"("workspace_id","plan_id","layer","n") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line" ADD CONSTRAINT "line_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_workspace_id_plan_id_after_id_after_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","after_id","after_layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_workspace_id_plan_id_plan_head_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan_head"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_head" ADD CONSTRAINT "plan_head_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stakeholder" ADD CONSTRAINT "stakeholder_workspace_id_plan_id_plan_workspace_id_plan_id_fk" FOREIGN KEY ("workspace_id","plan_id") REFERENCES "public"."plan"("workspace_id","plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_workspace_id_plan_id_milestone_id_milestone_layer_milestone_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","milestone_id","milestone_layer") REFERENCES "public"."milestone"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "step_owner" ADD CONSTRAINT "step_owner_workspace_id_plan_id_step_id_layer_step_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","step_id","layer") REFERENCES "public"."step"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "step_owner" ADD CONSTRAINT "step_owner_workspace_id_plan_id_stakeholder_id_stakeholder_layer_stakeholder_workspace_id_plan_id_id_layer_fk" FOREIGN KEY ("workspace_id","plan_id","stakeholder_id","stakeholder_layer") REFERENCES "public"."stakeholder"("workspace_id","plan_id","id","layer") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "session_of_person" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attempt_of_address" ON "sign_in_attempt" USING btree ("address","created_at");--> statement-breakpoint
CREATE INDEX "token_of_invitation" ON "token" USING btree ("person_id","plan_id","purpose");--> statement-breakpoint
CREATE INDEX "history_of_command" ON "history" USING btree ("workspace_id","plan_id","command_id");--> statement-breakpoint
CREATE INDEX "letter_due" ON "letter" USING btree ("send_after") WHERE "letter"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "letter_of_person" ON "letter" USING btree ("person_id","plan_id");--> statement-breakpoint
CREATE INDEX "line_waiting" ON "line" USING btree ("send_after") WHERE "line"."letter_id" is null and "line"."dropped_why" is null;--> statement-breakpoint
CREATE INDEX "line_window" ON "line" USING btree ("person_id","plan_id") WHERE "line"."letter_id" is null and "line"."dropped_why" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "membership_workspace_once" ON "membership" USING btree ("workspace_id","person_id") WHERE "membership"."plan_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "membership_plan_once" ON "membership" USING btree ("workspace_id","plan_id","person_id") WHERE "membership"."plan_id" is not null;--> statement-breakpoint
CREATE INDEX "membership_of_person" ON "membership" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "milestone_order" ON "milestone" USING btree ("workspace_id","plan_id","layer","order_key") WHERE "milestone"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "offer_once_a_step" ON "offer" USING btree ("workspace_id","plan_id","step_id") WHERE "offer"."step_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "offer_once_a_field" ON "offer" USING btree ("workspace_id","plan_id","field") WHERE "offer"."step_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stakeholder_once" ON "stakeholder" USING btree ("workspace_id","plan_id","person_id") WHERE "stakeholder"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "step_order" ON "step" USING btree ("workspace_id","plan_id","layer","milestone_id","order_key") WHERE "step"."removed_at" is null;