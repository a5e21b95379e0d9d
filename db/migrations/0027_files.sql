-- The files of a comment are told with it: whoever reads the one may have the others.
ALTER TABLE "comment" ADD COLUMN "files" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reply" ADD COLUMN "files" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reply" ADD COLUMN "left_out" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
-- What is stored, and how much: no name and no layer, for it is found through its comment alone.
CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"unused_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "file_to_remove" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "file_of_plan" ON "file" USING btree ("workspace_id","plan_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "file", "file_to_remove" TO throughline_app;--> statement-breakpoint
-- However a row goes, its bytes go after it.
CREATE FUNCTION tl.let_file_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.file_to_remove (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER let_file_go AFTER DELETE ON "file" FOR EACH ROW EXECUTE FUNCTION tl.let_file_go();--> statement-breakpoint
-- A comment that was removed can be taken back for a while, so a file is let go 30 days after the last that named it.
CREATE FUNCTION tl.sweep_files(p_ws uuid, p_plan uuid, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  layers text := current_setting('tl.layers', true);
  swept integer;
BEGIN
  PERFORM tl.require_scope(p_ws, p_plan);
  PERFORM set_config('tl.layers', '{shared,seller,buyer}', true);
  UPDATE public.file f SET unused_since = CASE WHEN u.used THEN NULL ELSE coalesce(f.unused_since, now()) END
    FROM (SELECT x.id, EXISTS (SELECT FROM public.comment c
                               WHERE c.workspace_id = p_ws AND c.plan_id = p_plan
                                 AND c.files @> jsonb_build_array(jsonb_build_object('id', x.id)))
                    OR EXISTS (SELECT FROM public.reply r
                               WHERE r.plan_id = p_plan AND r.state IN ('waiting', 'held')
                                 AND r.files @> jsonb_build_array(jsonb_build_object('id', x.id))) AS used
          FROM public.file x WHERE x.workspace_id = p_ws AND x.plan_id = p_plan) u
    WHERE f.id = u.id AND (f.unused_since IS NULL) <> u.used;
  DELETE FROM public.file WHERE id IN (
    SELECT id FROM public.file WHERE workspace_id = p_ws AND plan_id = p_plan
      AND unused_since < now() - interval '30 days' LIMIT p_most);
  GET DIAGNOSTICS swept = ROW_COUNT;
  PERFORM set_config('tl.layers', coalesce(layers, ''), true);
  RETURN swept;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tl.let_file_go(), tl.sweep_files(uuid, uuid, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tl.sweep_files(uuid, uuid, integer) TO throughline_app;
