ALTER TABLE "step" ADD COLUMN "if_slips" text DEFAULT '' NOT NULL;
