-- The day they are back, as their automatic reply said, and the one they answered: gone with the membership.
ALTER TABLE "membership" ADD COLUMN "mailed_back" date;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "mailed_back_answered" date;
