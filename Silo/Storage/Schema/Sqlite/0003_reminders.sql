-- Whom to remind. A reminder that was removed and made anew does not take up the versions of the old one.
create table reminder (
    service text not null,
    grain text not null,
    name text not null,
    starts_at integer not null,
    period_ms integer not null,
    grain_hash integer not null,
    version integer not null,
    primary key (service, grain, name)
) strict, without rowid;

create index reminder_service_grain_hash on reminder (service, grain_hash);

create table reminder_version (
    id integer primary key check (id = 1),
    last integer not null
) strict;

insert into reminder_version values (1, 0);
