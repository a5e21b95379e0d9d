-- Not now: since when, until when, and why, in the buyer's words. Null: the plan goes on.
ALTER TABLE "plan" ADD COLUMN "pause" jsonb;
