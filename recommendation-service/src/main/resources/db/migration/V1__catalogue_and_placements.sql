-- The catalogue. A deleted product stays as a row without body, so that every replica hears of it.
create table product (
    item_id  varchar(128) primary key,
    revision bigint      not null,
    body     jsonb,
    since    timestamptz not null
);
create unique index product_revision on product (revision);

-- One counter for all changes of the catalogue. A writer holds the row until it commits, so revisions become visible in
-- their order and "everything after revision n" misses nothing.
create table catalogue_revision (
    only_row boolean primary key default true check (only_row),
    revision bigint not null
);
insert into catalogue_revision (revision) values (0);

-- Placements that staff changed or added.
create table placement (
    name       varchar(64) primary key,
    body       jsonb       not null,
    changed_at timestamptz not null default now()
);

-- Imports, with what is still to be done. A chunk is deleted in the transaction that puts its products in.
create table product_import (
    id         uuid primary key,
    created_at timestamptz not null,
    feed       varchar(16) not null,
    rows       int   not null,
    done       int   not null default 0,
    failed     int   not null default 0,
    errors     jsonb not null default '[]'
);
create table product_import_chunk (
    import_id uuid not null references product_import on delete cascade,
    first_row int  not null,
    lines     text not null,
    primary key (import_id, first_row)
);

-- Which erasures this service has confirmed, so that one replica does it, once.
create table confirmed_erasure (
    request_id uuid        not null,
    store      text        not null,
    at         timestamptz not null default now(),
    primary key (request_id, store)
);
