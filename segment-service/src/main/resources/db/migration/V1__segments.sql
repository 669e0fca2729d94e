-- The catalogue's one row: `version` grows with every change of a definition, `thresholds` with every change of the
-- quintiles. A fold reads it after it has locked its profiles.
create table catalogue (
    only_row   boolean primary key default true check (only_row),
    version    bigint  not null,
    thresholds bigint  not null,
    installed  boolean not null
);
insert into catalogue (version, thresholds, installed) values (1, 0, false);

create table segment (
    id          uuid primary key,
    key         text        not null unique,
    name        text        not null,
    description text,
    condition   text        not null,
    state       text        not null check (state in ('draft', 'active', 'paused')),
    version     bigint      not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index segment_newest on segment (created_at, key);

-- Categories that have, or had, their ready segment.
create table loved_category (
    category text primary key
);

-- One compact row a profile. `history` and `memberships`: see HistoryCodec and MembershipCodec.
create table profile (
    id                uuid primary key,
    history           bytea,
    events            int         not null default 0,
    traits            text,
    traits_revision   bigint      not null default -1,
    consents          text,
    consents_revision bigint      not null default -1,
    memberships       bytea,
    definitions       bigint      not null default 0,
    thresholds        bigint      not null default 0,
    recheck_at        timestamptz,
    orders            int         not null default 0,
    spent             bigint      not null default 0,
    last_order_at     timestamptz,
    favourite         text,
    merged_into       uuid,
    erased_at         timestamptz
) with (fillfactor = 80);
create index profile_due on profile (recheck_at) where recheck_at is not null;
create index profile_behind on profile (definitions);
create index profile_behind_thresholds on profile (thresholds) where orders > 0;
create index profile_favourite on profile (favourite) where favourite is not null;

-- Who is in which segment now.
create table membership (
    segment text        not null,
    profile uuid        not null,
    since   timestamptz not null,
    primary key (segment, profile)
);
create index membership_newest on membership (segment, since, profile);
create index membership_of_profile on membership (profile, segment);

-- The latest time that each partition of profile-events told.
create table stream_clock (
    partition int primary key,
    time      timestamptz not null
);

-- Every set of quintiles that was ever in force. Ages in microseconds, amounts in ten-thousandths.
create table rfm_thresholds (
    version   bigint primary key,
    as_of     timestamptz not null,
    buyers    bigint      not null, -- when they were last found to lie there
    recency   bigint[]    not null,
    frequency bigint[]    not null,
    monetary  bigint[]    not null
);
