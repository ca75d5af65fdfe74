CREATE TABLE accounts."ProblemReports" (
    "Id" uuid NOT NULL,
    "Mentorship" uuid NOT NULL,
    "Scheme" character varying(40) NOT NULL,
    "WrittenBy" text NOT NULL,
    "WrittenAt" bigint NOT NULL,
    "Text" character varying(4000) NOT NULL,
    "HandledAt" bigint,
    CONSTRAINT "PK_ProblemReports" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ProblemReports_AspNetUsers_WrittenBy" FOREIGN KEY ("WrittenBy") REFERENCES accounts."AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "ProblemReportSchemeIndex" ON accounts."ProblemReports" ("Scheme", "WrittenAt");

CREATE INDEX "ProblemReportWriterIndex" ON accounts."ProblemReports" ("WrittenBy");
