ALTER TABLE accounts.mail ADD COLUMN "Calendar" text;
