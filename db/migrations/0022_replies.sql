CREATE TABLE "reply" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"person_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"place" jsonb NOT NULL,
	"text" text NOT NULL,
	"sender" text,
	"state" text NOT NULL,
	"only_ours" boolean NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"why" text,
	CONSTRAINT "reply_key_unique" UNIQUE("key"),
	CONSTRAINT "reply_state" CHECK ("reply"."state" in ('waiting', 'held', 'written', 'deleted', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reply_due" ON "reply" USING btree ("due_at") WHERE "reply"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "reply_of_person" ON "reply" USING btree ("person_id","plan_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "reply" TO throughline_app;--> statement-breakpoint
-- Whoever is erased everywhere has said nothing that still waits.
CREATE FUNCTION tl.erase_replies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.reply WHERE person_id = NEW.person_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tl.erase_replies() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER erase_replies AFTER INSERT ON erased_person FOR EACH ROW EXECUTE FUNCTION tl.erase_replies();
