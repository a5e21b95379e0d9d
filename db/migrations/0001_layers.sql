-- Two sides, three layers: who may read what is decided here, under whatever the code above does.
-- Settings are read with nullif: an unset custom setting is '' after its transaction, and ''::uuid would be an
-- error for the next query on that connection instead of an empty answer.
CREATE SCHEMA IF NOT EXISTS tl;
--> statement-breakpoint
CREATE FUNCTION tl.ws() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tl.ws', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION tl.plans() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tl.plans', true), '')::uuid[] $$;
--> statement-breakpoint
CREATE FUNCTION tl.layers() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tl.layers', true), '')::text[] $$;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['plan', 'measure', 'milestone', 'step', 'step_owner', 'dependency', 'offer', 'stakeholder', 'history', 'history_body']
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
-- The role every request acts as owns nothing. It is made before migrating (db/migrate), since roles belong to
-- the server and not to the database.
GRANT USAGE ON SCHEMA tl TO throughline_app;
--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tl TO throughline_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO throughline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  workspace, person, membership, session, session_plan, sign_in_attempt, token, rate_limit, line, letter,
  measure, step_owner, dependency, offer
  TO throughline_app;
--> statement-breakpoint
-- What is removed by a person stays for 30 days, so these are never deleted by a request.
GRANT SELECT, INSERT, UPDATE ON plan_head, plan, milestone, step, stakeholder, command TO throughline_app;
--> statement-breakpoint
-- The history is written once and read.
GRANT SELECT, INSERT ON history, history_body TO throughline_app;
