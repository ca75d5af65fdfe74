-- Snapshots of grains: a cache, which may be emptied at any time. The columns are those of a cluster on PostgreSQL.
create table grain_state (
    service text not null,
    kind text not null,
    key_0 integer not null,
    key_1 integer not null,
    key_text text not null,
    body blob,
    changed_at integer not null,
    version integer not null,
    primary key (service, kind, key_text, key_0, key_1)
) strict;
