CREATE TABLE "erased_person" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"erased_by" uuid,
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removed_plan" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"shared_n" bigint NOT NULL,
	"seller_n" bigint NOT NULL,
	"buyer_n" bigint NOT NULL,
	"shared_hash" text NOT NULL,
	"seller_hash" text NOT NULL,
	"buyer_hash" text NOT NULL,
	"removed_by" uuid NOT NULL,
	"removed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "removed_plan_workspace_id_plan_id_pk" PRIMARY KEY("workspace_id","plan_id")
);
--> statement-breakpoint
-- What no request may do by itself: make a plan, a person or an old removal go for good. Each function runs as
-- the owner of the tables, and only for the one plan that its caller's scope names.
-- FORCE hides every row from a plain owner too, so each opens all three layers for its own duration and checks
-- its counts; the caller's layers are put back, since a setting made here would otherwise last to the end of the
-- transaction. (A SET clause would do that by itself, but a plain owner may not write one for our settings.)
GRANT SELECT ON removed_plan, erased_person TO throughline_app;
--> statement-breakpoint
CREATE FUNCTION tl.require_scope(p_ws uuid, p_plan uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_ws IS NULL OR p_plan IS NULL OR p_ws IS DISTINCT FROM tl.ws()
     OR tl.plans() IS DISTINCT FROM ARRAY[p_plan] THEN
    RAISE EXCEPTION 'The scope of this transaction names another plan' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
--> statement-breakpoint
-- Every ordinary table of ours that has all of these columns, whenever it came.
CREATE FUNCTION tl.tables_with(VARIADIC p_columns text[]) RETURNS SETOF regclass
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.oid::regclass FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND (SELECT count(*) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname = ANY (p_columns)) = cardinality(p_columns)
  ORDER BY c.relname
$$;
--> statement-breakpoint
-- Removes a plan with all that belongs to it, in every layer, and leaves a tombstone. False: there is none.
CREATE FUNCTION tl.remove_plan(p_ws uuid, p_plan uuid, p_by uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  layers text := current_setting('tl.layers', true);
  head public.plan_head;
  deletes text;
  plans bigint;
  events bigint;
BEGIN
  PERFORM tl.require_scope(p_ws, p_plan);
  SELECT * INTO head FROM public.plan_head WHERE workspace_id = p_ws AND plan_id = p_plan FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO public.removed_plan (workspace_id, plan_id, shared_n, seller_n, buyer_n,
    shared_hash, seller_hash, buyer_hash, removed_by)
  VALUES (p_ws, p_plan, head.shared_n, head.seller_n, head.buyer_n,
    head.shared_hash, head.seller_hash, head.buyer_hash, p_by);
  PERFORM set_config('tl.layers', '{shared,seller,buyer}', true);
  -- One statement, because foreign keys are only looked at when it ends: no order of tables to keep in mind.
  SELECT string_agg(format('%I AS (DELETE FROM %s WHERE workspace_id = $1 AND plan_id = $2 RETURNING 1)',
                           'from_' || c.relname, t), ', ')
    INTO deletes
    FROM tl.tables_with('workspace_id', 'plan_id') t JOIN pg_class c ON c.oid = t
    WHERE t <> 'public.removed_plan'::regclass;
  EXECUTE 'WITH ' || deletes || ' SELECT (SELECT count(*) FROM from_plan), (SELECT count(*) FROM from_history)'
    INTO plans, events USING p_ws, p_plan;
  IF plans <> 1 OR events <> head.shared_n + head.seller_n + head.buyer_n THEN
    RAISE EXCEPTION 'Removing a plan reached % plans and % events of %', plans, events,
      head.shared_n + head.seller_n + head.buyer_n;
  END IF;
  -- Without a workspace of its own, and an id is only known to be this plan's while no other workspace has it.
  DELETE FROM public.session_plan WHERE plan_id = p_plan
    AND NOT EXISTS (SELECT FROM public.plan_head h WHERE h.plan_id = p_plan);
  PERFORM set_config('tl.layers', coalesce(layers, ''), true);
  RETURN true;
END $$;
--> statement-breakpoint
-- A form that opened a plan may be sent again long after; what was removed stays removed.
CREATE FUNCTION tl.stay_removed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.removed_plan r
             WHERE r.workspace_id = NEW.workspace_id AND r.plan_id = NEW.plan_id) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stay_removed BEFORE INSERT ON plan_head FOR EACH ROW EXECUTE FUNCTION tl.stay_removed();
--> statement-breakpoint
-- Takes one person out of what one plan remembers: events by them or naming them lose their text (who, when and
-- the digest stay, so the chain verifies), their row there loses its name, and what was kept for them alone goes.
-- Answers how many events lost their text.
CREATE FUNCTION tl.erase_on_plan(p_ws uuid, p_plan uuid, p_person uuid, p_name text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  layers text := current_setting('tl.layers', true);
  head public.plan_head;
  events bigint;
  names text[];
  erased bigint;
BEGIN
  PERFORM tl.require_scope(p_ws, p_plan);
  SELECT * INTO head FROM public.plan_head WHERE workspace_id = p_ws AND plan_id = p_plan FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  PERFORM set_config('tl.layers', '{shared,seller,buyer}', true);
  SELECT count(*) INTO events FROM public.history WHERE workspace_id = p_ws AND plan_id = p_plan;
  IF events <> head.shared_n + head.seller_n + head.buyer_n THEN
    RAISE EXCEPTION 'Erasing a person reached % events of %', events,
      head.shared_n + head.seller_n + head.buyer_n;
  END IF;
  -- As they stand in the bodies: whole JSON strings, so that "Al" does not take every text with an "al" in it.
  SELECT array_agg(to_json(name)::text) INTO names FROM (
    SELECT name FROM public.person WHERE id = p_person
    UNION SELECT name FROM public.stakeholder
      WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person) known
    WHERE name <> p_name;
  DELETE FROM public.history_body b USING public.history h
    WHERE b.workspace_id = p_ws AND b.plan_id = p_plan
      AND h.workspace_id = b.workspace_id AND h.plan_id = b.plan_id AND h.layer = b.layer AND h.n = b.n
      AND (h.by = p_person OR strpos(b.body, p_person::text) > 0
           OR EXISTS (SELECT FROM unnest(names) name WHERE strpos(b.body, name) > 0));
  GET DIAGNOSTICS erased = ROW_COUNT;
  UPDATE public.stakeholder SET name = p_name, removed_at = coalesce(removed_at, now())
    WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person;
  UPDATE public.comment SET by_name = p_name
    WHERE workspace_id = p_ws AND plan_id = p_plan AND by = p_person;
  UPDATE public.decision d SET by_name = p_name FROM public.stakeholder s
    WHERE d.workspace_id = p_ws AND d.plan_id = p_plan AND s.person_id = p_person
      AND s.workspace_id = d.workspace_id AND s.plan_id = d.plan_id AND s.id = d.by;
  DELETE FROM public.command WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person;
  DELETE FROM public.line WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person;
  DELETE FROM public.letter WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person;
  DELETE FROM public.token WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person;
  DELETE FROM public.membership WHERE workspace_id = p_ws AND plan_id = p_plan AND person_id = p_person;
  PERFORM set_config('tl.layers', coalesce(layers, ''), true);
  RETURN erased;
END $$;
--> statement-breakpoint
-- The last of it, once they are on no plan: nobody can be them again, and their address is free.
CREATE FUNCTION tl.erase_person(p_person uuid, p_by uuid, p_name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  was text;
BEGIN
  SELECT address INTO was FROM public.person WHERE id = p_person FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM public.erased_person WHERE person_id = p_person) THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM public.membership WHERE person_id = p_person AND plan_id IS NOT NULL) THEN
    RAISE EXCEPTION 'They are still on a plan';
  END IF;
  INSERT INTO public.erased_person (person_id, erased_by) VALUES (p_person, p_by);
  DELETE FROM public.session WHERE user_id = p_person;
  DELETE FROM public.token WHERE person_id = p_person
    OR attempt_id IN (SELECT id FROM public.sign_in_attempt WHERE person_id = p_person OR address = was);
  DELETE FROM public.sign_in_attempt WHERE person_id = p_person OR address = was;
  DELETE FROM public.line WHERE person_id = p_person;
  DELETE FROM public.letter WHERE person_id = p_person;
  DELETE FROM public.membership WHERE person_id = p_person;
  -- No address has a colon before its @, so nobody can ever ask to sign in with this one.
  UPDATE public.person SET name = p_name, address = 'erased:' || p_person, zone = 'UTC', address_stopped_at = now()
    WHERE id = p_person;
  RETURN true;
END $$;
--> statement-breakpoint
-- Rows of one table by id, and before them whatever refers to them, however deep.
CREATE FUNCTION tl.delete_with_children(p_table regclass, p_ws uuid, p_plan uuid, p_ids uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  child record;
  ids uuid[];
BEGIN
  FOR child IN
    SELECT k.conrelid::regclass AS tab, a.attname AS refers,
      EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = k.conrelid AND i.attname = 'id') AS has_id
    FROM pg_constraint k
      CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair(mine, theirs)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.mine
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.theirs AND b.attname = 'id'
    WHERE k.contype = 'f' AND k.confrelid = p_table
  LOOP
    IF child.has_id THEN
      EXECUTE format('SELECT array_agg(id) FROM %s WHERE workspace_id = $1 AND plan_id = $2 AND %I = ANY ($3)',
        child.tab, child.refers) INTO ids USING p_ws, p_plan, p_ids;
      IF ids IS NOT NULL THEN
        PERFORM tl.delete_with_children(child.tab, p_ws, p_plan, ids);
      END IF;
    ELSE
      EXECUTE format('DELETE FROM %s WHERE workspace_id = $1 AND plan_id = $2 AND %I = ANY ($3)',
        child.tab, child.refers) USING p_ws, p_plan, p_ids;
    END IF;
  END LOOP;
  EXECUTE format('DELETE FROM %s WHERE workspace_id = $1 AND plan_id = $2 AND id = ANY ($3)', p_table)
    USING p_ws, p_plan, p_ids;
END $$;
--> statement-breakpoint
-- What was removed from a plan more than 30 days ago, at most so many rows of a kind. A step stays when something
-- was decided on it, and lets go of what was written about it; a milestone waits for the steps that still name it
-- (the other side's own among them), a person for what they did and were given.
CREATE FUNCTION tl.sweep_plan(p_ws uuid, p_plan uuid, p_most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  layers text := current_setting('tl.layers', true);
  old timestamptz := now() - interval '30 days';
  t regclass;
  kept text;
  ids uuid[];
  swept bigint := 0;
BEGIN
  PERFORM tl.require_scope(p_ws, p_plan);
  PERFORM FROM public.plan_head WHERE workspace_id = p_ws AND plan_id = p_plan FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  PERFORM set_config('tl.layers', '{shared,seller,buyer}', true);
  FOR t IN
    SELECT w FROM tl.tables_with('workspace_id', 'plan_id', 'id', 'removed_at') w
    ORDER BY w = 'public.milestone'::regclass, w = 'public.stakeholder'::regclass, w::text
  LOOP
    kept := CASE t
      WHEN 'public.step'::regclass THEN
        'EXISTS (SELECT FROM public.decision d WHERE d.workspace_id = $1 AND d.plan_id = $2 AND d.step_id = x.id)'
      WHEN 'public.milestone'::regclass THEN
        'EXISTS (SELECT FROM public.step s WHERE s.workspace_id = $1 AND s.plan_id = $2 AND s.milestone_id = x.id)'
      WHEN 'public.stakeholder'::regclass THEN
        'EXISTS (SELECT FROM public.history h WHERE h.workspace_id = $1 AND h.plan_id = $2 AND h.by = x.person_id)
         OR EXISTS (SELECT FROM public.step_owner o
                    WHERE o.workspace_id = $1 AND o.plan_id = $2 AND o.stakeholder_id = x.id)'
      ELSE 'false' END;
    EXECUTE format(
      'SELECT array_agg(id) FROM (SELECT id FROM %s x WHERE workspace_id = $1 AND plan_id = $2
         AND removed_at < $3 AND NOT (%s) ORDER BY removed_at LIMIT $4) old', t, kept)
      INTO ids USING p_ws, p_plan, old, p_most;
    IF ids IS NOT NULL THEN
      IF t = 'public.step'::regclass THEN
        UPDATE public.comment SET step_id = NULL, step_layer = NULL
          WHERE workspace_id = p_ws AND plan_id = p_plan AND step_id = ANY (ids);
      END IF;
      PERFORM tl.delete_with_children(t, p_ws, p_plan, ids);
      swept := swept + cardinality(ids);
    END IF;
  END LOOP;
  PERFORM set_config('tl.layers', coalesce(layers, ''), true);
  RETURN swept;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tl.require_scope(uuid, uuid), tl.tables_with(text[]), tl.stay_removed(),
  tl.remove_plan(uuid, uuid, uuid), tl.erase_on_plan(uuid, uuid, uuid, text), tl.erase_person(uuid, uuid, text),
  tl.delete_with_children(regclass, uuid, uuid, uuid[]), tl.sweep_plan(uuid, uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tl.remove_plan(uuid, uuid, uuid), tl.erase_on_plan(uuid, uuid, uuid, text),
  tl.erase_person(uuid, uuid, text), tl.sweep_plan(uuid, uuid, integer) TO throughline_app;
