-- Every accepted event once, and whom it belongs to. Also what is owed to profile-events: all positions of a partition from publication.next_position on.
create table archive (
    source      text collate "C" not null,
    id          text collate "C" not null,
    visitor     text collate "C",
    customer    text,                 -- keyed hash of the customer id that the event proves
    logout      boolean     not null,
    belongs     uuid        not null, -- profile by the rule of logins
    owner       uuid        not null, -- the same after what staff merged
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    partition   int         not null, -- where it stood in storefront-events
    position    bigint      not null,
    traceparent text,
    body        bytea       not null,
    primary key (source, id)
);
create index archive_position on archive (partition, position);
create index archive_visitor on archive (visitor) where visitor is not null;
create index archive_owner on archive (owner, occurred_at);

-- What is remembered of a browser to place its next event.
create table browser (
    visitor     text collate "C" primary key,
    own_profile uuid not null,
    last_at     timestamptz,
    last_id     text,
    last_source text,
    marks       text not null,
    customer    text,                 -- owner of what comes next; null: its own profile
    alias       text,                 -- customer that its own profile stands for
    settled_at  timestamptz           -- events up to here keep their owners: somebody was erased then
);

create table profile (
    id            uuid primary key,
    customer      text,               -- keyed hash; null for a browser's own profile
    revision      bigint  not null default 0,
    events        bigint  not null default 0,
    facts         bytea,              -- from all events; null: from none
    personal      bytea,              -- from the events that personalisation may use; null: the same as facts
    revenue       jsonb,              -- by currency; null: no order
    in_cart       boolean not null default false,
    merged_into   uuid,               -- by staff
    stands_for    uuid,               -- a browser's own profile that owns no event: the customer who owns its first
    alias_at      timestamptz,
    guarded_until date,               -- the fourteenth birthday of somebody known to be younger
    restricted    boolean not null default false
) with (fillfactor = 70);
create index profile_merged_into on profile (merged_into) where merged_into is not null;
create index profile_stands_for on profile (stands_for) where stands_for is not null;

-- How far the archive has been published, by partition of storefront-events.
create table publication (
    partition     int primary key,
    next_position bigint not null
);

-- What is owed to profile-events beside new events, to be said before the event at its position. Deleted when said.
create table transition (
    id        bigint generated always as identity primary key,
    partition int         not null,
    position  bigint      not null,
    kind      text        not null, -- merged, unmerged, moved, changed
    from_id   uuid        not null,
    into_id   uuid        not null,
    at        timestamptz not null,
    moved     bigint[]    not null default '{}' -- positions in the partition
);
create index transition_position on transition (partition, position, id);

-- Events to be said again, in portions. Deleted when said.
create table replay_portion (
    id        bigint generated always as identity primary key,
    partition int      not null,
    positions bigint[] not null
);
create index replay_portion_partition on replay_portion (partition, id);

-- Up to when everything in a partition of storefront-events has been folded and published.
create table stream_clock (
    partition int primary key,
    time      timestamptz not null
);

create table lease (
    name   text primary key,
    holder uuid        not null,
    until  timestamptz not null
);

-- Up to when what a profile did was erased: nothing older ever comes back.
create table erased (
    profile   uuid primary key,
    erased_at timestamptz not null
);

-- The profile that an id stands for after all merges.
create function roots(ids uuid[]) returns table (id uuid, root uuid) language sql stable as $$
    with recursive road (id, root, depth) as (
        select i, i, 0 from unnest(ids) as u (i)
        union all
        select road.id, coalesce(p.merged_into, p.stands_for), road.depth + 1
        from road join profile p on p.id = road.root
        where coalesce(p.merged_into, p.stands_for) is not null and road.depth < 32
    )
    select distinct on (road.id) road.id, road.root from road order by road.id, road.depth desc
$$;

-- All profiles that stand for one of these ids, each itself included.
create function members(ids uuid[]) returns table (member uuid, root uuid) language sql stable as $$
    with recursive tree (member, root) as (
        select i, i from unnest(ids) as u (i)
        union
        select p.id, tree.root from tree, lateral (
            select id from profile where merged_into = tree.member
            union all
            select id from profile where stands_for = tree.member and merged_into is null) as p
    )
    select member, root from tree
$$;

-- The profile that owns what belongs to an id, after what staff merged.
create function owners(ids uuid[]) returns table (id uuid, owner uuid) language sql stable as $$
    with recursive road (id, owner, depth) as (
        select i, i, 0 from unnest(ids) as u (i)
        union all
        select road.id, p.merged_into, road.depth + 1
        from road join profile p on p.id = road.owner
        where p.merged_into is not null and road.depth < 32
    )
    select distinct on (road.id) road.id, road.owner from road order by road.id, road.depth desc
$$;
