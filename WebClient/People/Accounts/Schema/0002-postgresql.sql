CREATE TABLE accounts."Grants" (
    "Id" uuid NOT NULL,
    "AccountId" text NOT NULL,
    "Role" character varying(32) NOT NULL,
    "Scope" character varying(40) NOT NULL,
    "GivenAt" bigint NOT NULL,
    "GivenBy" text NOT NULL,
    "Until" bigint,
    "EndedAt" bigint,
    "EndedBy" text NOT NULL,
    "ChangedAt" bigint NOT NULL,
    CONSTRAINT "PK_Grants" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Grants_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES accounts."AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE accounts."Invitations" (
    "Id" uuid NOT NULL,
    "SecretHash" character varying(64) NOT NULL,
    "Email" character varying(254) NOT NULL,
    "Name" character varying(100) NOT NULL,
    "Grants" character varying(2000) NOT NULL,
    "GrantsUntil" bigint,
    "InvitedAt" bigint NOT NULL,
    "InvitedBy" text NOT NULL,
    "Until" bigint NOT NULL,
    "AcceptedAt" bigint,
    "AccountId" text NOT NULL,
    "WithdrawnAt" bigint,
    CONSTRAINT "PK_Invitations" PRIMARY KEY ("Id")
);

CREATE INDEX "GrantChangedIndex" ON accounts."Grants" ("ChangedAt");

CREATE UNIQUE INDEX "GrantHeldOnceIndex" ON accounts."Grants" ("AccountId", "Role", "Scope") WHERE "EndedAt" IS NULL;

CREATE INDEX "GrantScopeIndex" ON accounts."Grants" ("Role", "Scope");

CREATE INDEX "InvitationInvitedByIndex" ON accounts."Invitations" ("InvitedBy");

CREATE UNIQUE INDEX "InvitationSecretIndex" ON accounts."Invitations" ("SecretHash");

-- A role with a scope for each claim of the kind that belongs to it; a doctor's had none.
INSERT INTO accounts."Grants" ("Id", "AccountId", "Role", "Scope", "GivenAt", "GivenBy", "EndedBy", "ChangedAt")
SELECT gen_random_uuid(), account, role, scope, now, '', '', now
FROM (
    SELECT DISTINCT held."UserId" AS account, role."Name" AS role, coalesce(claim."ClaimValue", '') AS scope, (extract(epoch FROM now()) * 1000)::bigint AS now
    FROM accounts."AspNetUserRoles" AS held
    JOIN accounts."AspNetRoles" AS role ON role."Id" = held."RoleId"
    LEFT JOIN accounts."AspNetUserClaims" AS claim ON claim."UserId" = held."UserId"
        AND claim."ClaimType" = CASE role."Name" WHEN 'coordinator' THEN 'region' WHEN 'practice-manager' THEN 'practice' END
) AS given;

DELETE FROM accounts."AspNetUserClaims" WHERE "ClaimType" IN ('region', 'practice');

DELETE FROM accounts."AspNetUserRoles";

DELETE FROM accounts."AspNetRoles";
