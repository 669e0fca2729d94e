-- What people decided, append-only: a hash chain a subject. Erasure takes decision and salt; the chain still verifies.
create table consent_entry (
    subject    uuid        not null, -- the profile that it was written for; never changed
    number     int         not null, -- 1, 2, … in the chain
    decision   bytea,                -- null: erased
    salt       bytea,                -- null: erased
    row_hash   bytea       not null, -- SHA-256(salt || decision)
    chain_hash bytea       not null, -- SHA-256(chain hash before || row_hash)
    recorded_at timestamptz not null,
    primary key (subject, number)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.decision is null and new.salt is null
        and (new.subject, new.number, new.row_hash, new.chain_hash) = (old.subject, old.number, old.row_hash, old.chain_hash)
    then return new; end if;
    raise exception 'the consent ledger is append-only';
end $$;
create trigger consent_entry_append_only before update or delete on consent_entry for each row execute function refuse_change();

-- The decisions that hold, by subject: what the ledger says, kept for look-ups.
create table consent_state (
    subject uuid        not null,
    visitor text        not null, -- the browser that it binds; '' binds the person
    purpose text        not null,
    channel text        not null, -- '' for a purpose without channels
    granted boolean     not null,
    since   timestamptz not null,
    entry   int         not null,
    primary key (subject, visitor, purpose, channel)
);
create index consent_state_visitor on consent_state (visitor) where visitor <> '';

create sequence consent_revision;
