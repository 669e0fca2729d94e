-- What is sealed under which key, in the order in which it is brought under another.
create index customer_key on customer (key_id, profile);
create index note_key on note (key_id, id);
create index data_import_chunk_key on data_import_chunk (key_id, import, first_row);
