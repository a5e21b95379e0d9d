-- The application keeps plans in memory under the hashes their logs end in. What anybody else writes into a plan (an
-- erased person, a repair by hand) is in no log, so it starts a new epoch of that plan: whatever was read
-- before stands for nothing. Cascades of the application's own writes run as the owner too, one trigger down.
CREATE FUNCTION tl.start_epoch() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.plan_head SET epoch = gen_random_uuid()
    WHERE workspace_id = coalesce(NEW.workspace_id, OLD.workspace_id) AND plan_id = coalesce(NEW.plan_id, OLD.plan_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['plan', 'measure', 'milestone', 'step', 'step_owner', 'dependency', 'offer', 'stakeholder',
                           'comment', 'step_input', 'step_link', 'figure', 'decision', 'plan_domain']
  LOOP
    EXECUTE format(
      'CREATE TRIGGER start_epoch AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW
         WHEN (current_user <> ''throughline_app'' AND pg_trigger_depth() = 0)
         EXECUTE FUNCTION tl.start_epoch()', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION tl.start_epochs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.plan_head SET epoch = gen_random_uuid() WHERE workspace_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The name of the selling company is on every plan, whoever changes it.
CREATE TRIGGER start_epochs AFTER UPDATE OF name ON workspace FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION tl.start_epochs();
