-- Imports, with what is still to be done. A chunk is deleted in the transaction that takes its rows in.
create table data_import (
    id         uuid primary key,
    kind       text        not null,
    text       boolean     not null, -- all values are text: it came as CSV
    created_at timestamptz not null,
    rows       int         not null default 0,
    done       int         not null default 0,
    failed     int         not null default 0,
    errors     jsonb       not null default '[]'
);

create table data_import_chunk (
    import    uuid  not null references data_import on delete cascade,
    first_row int   not null,
    sealed    bytea not null, -- the rows, a line of JSON each
    key_id    text  not null,
    primary key (import, first_row)
);

-- Decisions that imports have brought, so that a file that comes again adds nothing to the ledger.
create table imported_decision (
    subject uuid  not null,
    hash    bytea not null,
    primary key (subject, hash)
);
