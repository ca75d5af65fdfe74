DROP INDEX "IX_mail_State_DueAt";

ALTER TABLE "mail" RENAME TO "mail_before";

CREATE TABLE "mail" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_mail" PRIMARY KEY,
    "To" TEXT NOT NULL,
    "Template" TEXT NOT NULL,
    "TemplateVersion" INTEGER NOT NULL,
    "Values" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "QueuedAt" INTEGER NOT NULL,
    "DueAt" INTEGER NOT NULL,
    "Claim" TEXT NULL,
    "SentAt" INTEGER NULL,
    "Reason" TEXT NULL,
    "Calendar" TEXT NULL
);

INSERT INTO "mail" ("Key", "To", "Template", "TemplateVersion", "Values", "State", "Attempts", "QueuedAt", "DueAt", "Claim", "SentAt", "Reason")
SELECT "Key", "To", "Template", "TemplateVersion", "Values", "State", "Attempts", "QueuedAt", "DueAt", "Claim", "SentAt", "Reason"
FROM "mail_before";

DROP TABLE "mail_before";

CREATE INDEX "IX_mail_State_DueAt" ON "mail" ("State", "DueAt");
