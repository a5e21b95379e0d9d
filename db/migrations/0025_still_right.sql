ALTER TABLE "step" ADD COLUMN "confirmed_on" date;--> statement-breakpoint
CREATE INDEX "line_still_right" ON "line" USING btree ("plan_id") WHERE "line"."kind" = 'stillRight';
