-- Of a stuck step: when it is looked at again, and the question to who may help, which lies in the same layer.
ALTER TABLE "step" ADD COLUMN "look_on" date;--> statement-breakpoint
ALTER TABLE "step" ADD COLUMN "help_id" uuid;
