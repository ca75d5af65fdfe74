CREATE TABLE "CalendarFeeds" (
    "AccountId" TEXT NOT NULL CONSTRAINT "PK_CalendarFeeds" PRIMARY KEY,
    "Hash" TEXT NOT NULL,
    "MadeAt" INTEGER NOT NULL,
    CONSTRAINT "FK_CalendarFeeds_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "CalendarFeedHashIndex" ON "CalendarFeeds" ("Hash");
