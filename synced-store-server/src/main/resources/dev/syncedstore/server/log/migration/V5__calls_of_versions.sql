-- Under which version of the schema a call was made that waits on the server: of its target's for what is for another
-- space, of its space's otherwise. Null for what older servers have written: it is taken for as new as its reader.
ALTER TABLE "${schema}".delivery ADD COLUMN schema_version integer;

ALTER TABLE "${schema}".deferred_mutation ADD COLUMN schema_version integer;

ALTER TABLE "${schema}".enqueued_action ADD COLUMN schema_version integer;
