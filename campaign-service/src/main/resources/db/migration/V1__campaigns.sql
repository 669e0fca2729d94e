-- Campaigns as marketers drew them up. A key is used once: what was decided under it stays on record.
create table campaign (
    key          text        primary key,
    body         jsonb       not null,
    state        text        not null,
    deleted      boolean     not null default false,
    created_at   timestamptz not null,
    activated_at timestamptz
);
create index campaign_active on campaign (key) where state = 'active' and not deleted;

-- A broadcast on its way through the members of its segment.
create table broadcast_run (
    id         text        primary key,
    campaign   text        not null references campaign,
    cursor     uuid        not null default '00000000-0000-0000-0000-000000000000',
    started_at timestamptz not null,
    ended_at   timestamptz
);
create index broadcast_run_open on broadcast_run (campaign) where ended_at is null;

-- What the log says about people: ids and facts, never a name or an address.
create table membership (
    profile_id uuid        not null,
    segment    text        not null,
    member     boolean     not null,
    since      timestamptz not null,
    revision   bigint      not null,
    primary key (profile_id, segment)
);
create index membership_of_segment on membership (segment, profile_id);

create table profile (
    id       uuid    primary key,
    revision bigint  not null,
    under_14 boolean not null,
    cart     jsonb   not null
);

create table profile_alias (
    id      uuid        primary key,
    into_id uuid        not null,
    at      timestamptz not null
);

create table consent (
    profile_id uuid   primary key,
    revision   bigint not null,
    states     jsonb  not null
);

-- What a browser said of personalization with its latest event.
create table browser_flag (
    profile_id      uuid        not null,
    visitor_id      text        not null,
    at              timestamptz not null,
    personalization boolean     not null,
    primary key (profile_id, visitor_id)
);

create table product (
    item_id text  primary key,
    body    jsonb not null
);

-- Whom not to write to, at once and whatever the ledger says, until a later grant in the ledger.
create table suppression (
    profile_id uuid        not null,
    channel    text        not null,
    reason     text        not null,
    since      timestamptz not null,
    primary key (profile_id, channel)
);

-- Who was erased, and up to when; what occurred up to then is dropped also when it comes again.
create table erased (
    profile_id uuid        primary key,
    erased_at  timestamptz not null
);

-- One row for each message to one person: what became of it, and why. Erasure takes person and occurrence away.
create table decision (
    id           uuid        primary key,
    campaign     text        not null,
    step         text        not null,
    profile_id   uuid,
    channel      text        not null,
    occurrence   text,
    outcome      text        not null,
    reason_code  text        not null,
    reason_text  text        not null,
    at           timestamptz not null,
    sent_at      timestamptz,
    delivered_at timestamptz,
    opened_at    timestamptz,
    clicked_at   timestamptz,
    links        text[]      not null default '{}',
    clicks       int[]       not null default '{}',
    constraint decision_once unique (campaign, step, profile_id, occurrence, channel)
);
create index decision_of_profile on decision (profile_id, at desc, id);
create index decision_of_campaign on decision (campaign, at desc, id);
create index decision_by_time on decision (at desc, id);
create index decision_sent on decision (profile_id, sent_at) where sent_at is not null;

-- Messages that are not done with. `queued` waits for `due_at`; `approved` has passed the gate and is being written;
-- `handing` is at the channel, and nobody knows yet whether it was taken; `accepted` was taken, its result is to come.
create table dispatch (
    decision_id  uuid        primary key references decision on delete cascade,
    priority     int         not null,
    created_at   timestamptz not null,
    first_due    timestamptz not null,
    due_at       timestamptz not null,
    phase        text        not null default 'queued',
    attempts     int         not null default 0,
    polls        int         not null default 0,
    lease        uuid,
    leased_until timestamptz,
    handed_at    timestamptz,
    request_id   text,
    recipient    int
);
create index dispatch_due on dispatch (due_at);

-- The record of an advertisement as the law wants it, without the person: what was said, and by which consent.
create table advertisement (
    decision_id uuid        primary key,
    campaign    text        not null,
    step        text        not null,
    channel     text        not null,
    sent_at     timestamptz not null,
    allowed_by  text        not null,
    label       boolean     not null,
    template    jsonb       not null,
    products    jsonb       not null,
    digest      bytea       not null
);

-- What people did that a campaign's effect is measured by. Without an amount an order's event names none.
create table deed (
    profile_id uuid        not null,
    source     text        not null,
    id         text        not null,
    name       text        not null,
    at         timestamptz not null,
    order_id   text,
    part       int         not null,
    amount     numeric,
    currency   text        not null,
    primary key (profile_id, source, id)
);
create index deed_by_time on deed (at);

-- Pictures of the shop as they were uploaded for KakaoTalk; without an address those that it does not show.
create table kakao_picture (
    source    text        not null,
    kind      text        not null,
    image_url text,
    at        timestamptz not null,
    primary key (source, kind)
);

-- Webhook calls of providers that were worked off.
create table webhook_call (
    hook_id text        primary key,
    at      timestamptz not null
);

-- The profile that an id stands for after all merges.
create function resolved_profile(start uuid) returns uuid language sql stable as $$
    with recursive chain (id, hops) as (
        select start, 0
        union all
        select a.into_id, chain.hops + 1 from chain join profile_alias a on a.id = chain.id where chain.hops < 16)
    select id from chain order by hops desc limit 1
$$;
