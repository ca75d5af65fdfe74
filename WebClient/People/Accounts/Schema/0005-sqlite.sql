CREATE TABLE "ProblemReports" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ProblemReports" PRIMARY KEY,
    "Mentorship" TEXT NOT NULL,
    "Scheme" TEXT NOT NULL,
    "WrittenBy" TEXT NOT NULL,
    "WrittenAt" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "HandledAt" INTEGER NULL,
    CONSTRAINT "FK_ProblemReports_AspNetUsers_WrittenBy" FOREIGN KEY ("WrittenBy") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "ProblemReportSchemeIndex" ON "ProblemReports" ("Scheme", "WrittenAt");

CREATE INDEX "ProblemReportWriterIndex" ON "ProblemReports" ("WrittenBy");
