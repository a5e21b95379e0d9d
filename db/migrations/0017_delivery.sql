CREATE TABLE "provider_news" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "delivery" text;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "delivery_words" text;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "delivery_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "address_stopped_why" text;--> statement-breakpoint
CREATE INDEX "letter_of_provider" ON "letter" USING btree ("provider_id");--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_delivery" CHECK ("letter"."delivery" in ('delayed', 'delivered', 'failed', 'bounced', 'suppressed', 'complained'));--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_stopped_why" CHECK ("person"."address_stopped_why" in ('bounced', 'complained'));--> statement-breakpoint
-- Rows are held while they are swept, which takes the right to change them.
GRANT SELECT, INSERT, UPDATE, DELETE ON "provider_news" TO throughline_app;
