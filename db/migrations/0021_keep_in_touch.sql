ALTER TABLE "person" ADD COLUMN "keep_in_touch" jsonb;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "keep_in_touch" jsonb;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "in_touch_said_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "line" ADD COLUMN "waits" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What they said of their letters goes with them: it may name somebody else.
CREATE OR REPLACE FUNCTION tl.erase_person(p_person uuid, p_by uuid, p_name text) RETURNS boolean
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
  UPDATE public.person SET name = p_name, address = 'erased:' || p_person, zone = 'UTC', keep_in_touch = NULL,
      address_stopped_at = now()
    WHERE id = p_person;
  RETURN true;
END $$;
