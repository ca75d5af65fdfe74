CREATE TABLE "Grants" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Grants" PRIMARY KEY,
    "AccountId" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "GivenAt" INTEGER NOT NULL,
    "GivenBy" TEXT NOT NULL,
    "Until" INTEGER NULL,
    "EndedAt" INTEGER NULL,
    "EndedBy" TEXT NOT NULL,
    "ChangedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_Grants_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Invitations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Invitations" PRIMARY KEY,
    "SecretHash" TEXT NOT NULL,
    "Email" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Grants" TEXT NOT NULL,
    "GrantsUntil" INTEGER NULL,
    "InvitedAt" INTEGER NOT NULL,
    "InvitedBy" TEXT NOT NULL,
    "Until" INTEGER NOT NULL,
    "AcceptedAt" INTEGER NULL,
    "AccountId" TEXT NOT NULL,
    "WithdrawnAt" INTEGER NULL
);

CREATE INDEX "GrantChangedIndex" ON "Grants" ("ChangedAt");

CREATE UNIQUE INDEX "GrantHeldOnceIndex" ON "Grants" ("AccountId", "Role", "Scope") WHERE "EndedAt" IS NULL;

CREATE INDEX "GrantScopeIndex" ON "Grants" ("Role", "Scope");

CREATE INDEX "InvitationInvitedByIndex" ON "Invitations" ("InvitedBy");

CREATE UNIQUE INDEX "InvitationSecretIndex" ON "Invitations" ("SecretHash");

-- A role with a scope for each claim of the kind that belongs to it; a doctor's had none. Ids are written as the program writes them.
INSERT INTO "Grants" ("Id", "AccountId", "Role", "Scope", "GivenAt", "GivenBy", "EndedBy", "ChangedAt")
SELECT hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)), account, role, scope, now, '', '', now
FROM (
    SELECT DISTINCT held."UserId" AS account, role."Name" AS role, coalesce(claim."ClaimValue", '') AS scope, unixepoch() * 1000 AS now
    FROM "AspNetUserRoles" AS held
    JOIN "AspNetRoles" AS role ON role."Id" = held."RoleId"
    LEFT JOIN "AspNetUserClaims" AS claim ON claim."UserId" = held."UserId"
        AND claim."ClaimType" = CASE role."Name" WHEN 'coordinator' THEN 'region' WHEN 'practice-manager' THEN 'practice' END
);

DELETE FROM "AspNetUserClaims" WHERE "ClaimType" IN ('region', 'practice');

DELETE FROM "AspNetUserRoles";

DELETE FROM "AspNetRoles";
