-- Whoever is erased everywhere stands in for nobody, by name or otherwise.
CREATE FUNCTION tl.erase_stand_ins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE nobody constant jsonb := '{"standIn": "", "standInId": null}';
BEGIN
  UPDATE public.membership SET keep_in_touch = keep_in_touch || nobody
    WHERE keep_in_touch ->> 'standInId' = NEW.person_id::text;
  UPDATE public.person SET keep_in_touch = keep_in_touch || nobody
    WHERE keep_in_touch ->> 'standInId' = NEW.person_id::text;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tl.erase_stand_ins() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER erase_stand_ins AFTER INSERT ON erased_person FOR EACH ROW EXECUTE FUNCTION tl.erase_stand_ins();
