CREATE TABLE accounts.mail (
    "Key" character varying(200) NOT NULL,
    "To" character varying(254) NOT NULL,
    "Template" character varying(50) NOT NULL,
    "TemplateVersion" integer NOT NULL,
    "Values" text NOT NULL,
    "State" character varying(10) NOT NULL,
    "Attempts" integer NOT NULL,
    "QueuedAt" timestamp with time zone NOT NULL,
    "DueAt" timestamp with time zone NOT NULL,
    "Claim" uuid,
    "SentAt" timestamp with time zone,
    "Reason" character varying(500),
    CONSTRAINT "PK_mail" PRIMARY KEY ("Key")
);

CREATE INDEX "IX_mail_State_DueAt" ON accounts.mail ("State", "DueAt");
