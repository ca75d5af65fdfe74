CREATE TABLE accounts."CalendarFeeds" (
    "AccountId" text NOT NULL,
    "Hash" character varying(64) NOT NULL,
    "MadeAt" bigint NOT NULL,
    CONSTRAINT "PK_CalendarFeeds" PRIMARY KEY ("AccountId"),
    CONSTRAINT "FK_CalendarFeeds_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES accounts."AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "CalendarFeedHashIndex" ON accounts."CalendarFeeds" ("Hash");
