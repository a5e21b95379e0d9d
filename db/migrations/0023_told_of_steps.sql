CREATE INDEX "line_of_steps" ON "line" USING btree ("plan_id") WHERE "line"."kind" in ('reminder', 'yourTurn', 'approvalAsked', 'approvalOutdated');
