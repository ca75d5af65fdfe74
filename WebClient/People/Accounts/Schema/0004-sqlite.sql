CREATE TABLE "SpentChallenges" (
    "Hash" TEXT NOT NULL CONSTRAINT "PK_SpentChallenges" PRIMARY KEY,
    "At" INTEGER NOT NULL
);

CREATE TABLE "Sessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Sessions" PRIMARY KEY,
    "AccountId" TEXT NOT NULL,
    "How" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "Browser" TEXT NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "SeenAt" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    CONSTRAINT "FK_Sessions_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "SignInEvents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_SignInEvents" PRIMARY KEY AUTOINCREMENT,
    "At" INTEGER NOT NULL,
    "AccountId" TEXT NULL,
    "How" TEXT NOT NULL,
    "Outcome" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "Browser" TEXT NOT NULL,
    CONSTRAINT "FK_SignInEvents_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "SessionAccountIndex" ON "Sessions" ("AccountId");

CREATE INDEX "SessionEndedIndex" ON "Sessions" ("EndedAt") WHERE "EndedAt" IS NOT NULL;

CREATE INDEX "SignInEventAccountIndex" ON "SignInEvents" ("AccountId", "At");

CREATE INDEX "SignInEventAtIndex" ON "SignInEvents" ("At");
