ALTER TABLE "plan" ADD COLUMN "seller_calendar" jsonb DEFAULT '{"week":[1,2,3,4,5],"country":null,"region":null,"daysOff":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "buyer_calendar" jsonb DEFAULT '{"week":[1,2,3,4,5],"country":null,"region":null,"daysOff":[]}'::jsonb NOT NULL;
