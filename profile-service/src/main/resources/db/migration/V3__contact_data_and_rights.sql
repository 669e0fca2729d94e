-- What the shop told us of its customers, encrypted.
create table customer (
    profile     uuid primary key,
    sealed      bytea not null, -- id, e-mail, phone, name, birth date, attributes
    key_id      text  not null,
    email_index bytea,
    phone_index bytea,
    updated_at  timestamptz not null
);
create index customer_email on customer (email_index) where email_index is not null;
create index customer_phone on customer (phone_index) where phone_index is not null;

create table note (
    id      uuid primary key,
    profile uuid        not null,
    sealed  bytea       not null,
    key_id  text        not null,
    author  text        not null,
    at      timestamptz not null
);
create index note_profile on note (profile, at);

-- What campaigns sent, for the timeline.
create table message (
    id      text primary key,
    profile uuid        not null,
    body    bytea       not null,
    at      timestamptz not null
);
create index message_profile on message (profile, at);

-- Addresses whose owners were erased: no advertisement, unless they agree anew.
create table suppression (
    address bytea primary key, -- blind index
    since   timestamptz not null
);

create table access_log (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text        not null,
    origin  text        not null, -- network address of the caller
    action  text        not null,
    profile uuid
);
create index access_log_profile on access_log (profile, id);

create table privacy_request (
    id           uuid primary key,
    type         text        not null,
    profile      uuid        not null,
    browser_only boolean     not null, -- made without proof of the person: only what this browser did
    requested_at timestamptz not null,
    due_at       timestamptz not null,
    done_at      timestamptz,
    erased_at    timestamptz
);

create table receipt (
    request uuid        not null,
    service text        not null,
    store   text        not null,
    at      timestamptz not null,
    count   bigint      not null,
    primary key (request, service, store)
);
