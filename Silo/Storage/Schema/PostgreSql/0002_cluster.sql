-- Who is in a cluster, and snapshots of grains. The Orleans ADO.NET packages look their statements up in OrleansQuery by
-- name, fill parameters by name and read columns by name; the tables behind them are ours.

create table cluster (
    id text collate "C" primary key,
    version integer not null default 0
);

create table cluster_member (
    cluster text collate "C" not null references cluster (id),
    address text collate "C" not null,
    port integer not null,
    generation integer not null,
    silo_name text not null,
    host_name text not null,
    status integer not null,
    gateway_port integer not null,
    suspicions text,
    started_at timestamptz not null,
    alive_at timestamptz not null,
    primary key (cluster, address, port, generation)
);

create table grain_state (
    service text collate "C" not null,
    kind text collate "C" not null,
    key_0 bigint not null,
    key_1 bigint not null,
    key_text text collate "C" not null,
    body bytea,
    changed_at timestamptz not null,
    version integer not null,
    primary key (service, kind, key_text, key_0, key_1)
);

create table OrleansQuery (
    QueryKey text collate "C" primary key,
    QueryText text not null
);

-- Membership: every change of a member raises the cluster's version by one, or nothing happens.

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', '
    with made as (insert into cluster (id) values (@DeploymentId) on conflict do nothing returning 1)
    select exists (select 1 from made)'),

('InsertMembershipKey', '
    with raised as (
        update cluster set version = version + 1
        where id = @DeploymentId and version = @Version
            and not exists (
                select 1 from cluster_member
                where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning id),
    made as (
        insert into cluster_member (cluster, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
        select id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from raised
        returning 1)
    select exists (select 1 from made)'),

('UpdateMembershipKey', '
    with raised as (
        update cluster set version = version + 1
        where id = @DeploymentId and version = @Version
            and exists (
                select 1 from cluster_member
                where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning id),
    changed as (
        update cluster_member set status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
        from raised
        where cluster = raised.id and address = @Address and port = @Port and generation = @Generation
        returning 1)
    select exists (select 1 from changed)'),

('UpdateIAmAlivetimeKey', '
    update cluster_member set alive_at = @IAmAliveTime
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),

('MembershipReadRowKey', '
    select cluster.id as DeploymentId, address as Address, port as Port, generation as Generation, silo_name as SiloName, host_name as HostName,
        status as Status, gateway_port as ProxyPort, suspicions as SuspectTimes, started_at as StartTime, alive_at as IAmAliveTime,
        version as Version
    from cluster
    left join cluster_member on cluster = cluster.id and address = @Address and port = @Port and generation = @Generation
    where cluster.id = @DeploymentId'),

('MembershipReadAllKey', '
    select cluster.id as DeploymentId, address as Address, port as Port, generation as Generation, silo_name as SiloName, host_name as HostName,
        status as Status, gateway_port as ProxyPort, suspicions as SuspectTimes, started_at as StartTime, alive_at as IAmAliveTime,
        version as Version
    from cluster
    left join cluster_member on cluster = cluster.id
    where cluster.id = @DeploymentId'),

('GatewaysQueryKey', '
    select address as Address, gateway_port as ProxyPort, generation as Generation
    from cluster_member
    where cluster = @DeploymentId and status = @Status and gateway_port > 0'),

-- 3 is Orleans'' number for an active member: those are never cleaned away.
('CleanupDefunctSiloEntriesKey', '
    delete from cluster_member where cluster = @DeploymentId and alive_at < @IAmAliveTime and status <> 3'),

('DeleteMembershipTableEntriesKey', '
    with gone as (delete from cluster_member where cluster = @DeploymentId)
    delete from cluster where id = @DeploymentId');

-- Grain state: no row comes back when the version is not the expected one, and the key lets one first write through.

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', '
    select body as PayloadBinary, version as Version
    from grain_state
    where service = @ServiceId and kind = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString::text, '''')
        and key_0 = @GrainIdN0 and key_1 = @GrainIdN1'),

('WriteToStorageKey', '
    with changed as (
        update grain_state set body = @PayloadBinary, changed_at = now(), version = version + 1
        where service = @ServiceId and kind = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString::text, '''')
            and key_0 = @GrainIdN0 and key_1 = @GrainIdN1 and version = @GrainStateVersion::integer
        returning version),
    made as (
        insert into grain_state (service, kind, key_0, key_1, key_text, body, changed_at, version)
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''''), @PayloadBinary, now(), 1
        where @GrainStateVersion::integer is null
        on conflict do nothing
        returning version)
    select version as NewGrainStateVersion from changed union all select version from made'),

('ClearStorageKey', '
    update grain_state set body = null, changed_at = now(), version = version + 1
    where service = @ServiceId and kind = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString::text, '''')
        and key_0 = @GrainIdN0 and key_1 = @GrainIdN1 and version = @GrainStateVersion::integer
    returning version as NewGrainStateVersion'),

('DeleteStorageKey', '
    delete from grain_state
    where service = @ServiceId and kind = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString::text, '''')
        and key_0 = @GrainIdN0 and key_1 = @GrainIdN1 and version = @GrainStateVersion::integer
    returning version + 1 as NewGrainStateVersion');
