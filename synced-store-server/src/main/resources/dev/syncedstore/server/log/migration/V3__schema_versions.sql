-- Under which version of its store type's schema the data of a space is. While a large space is on its way to the next
-- version, schema_migration says how far it has come: the version at which that began, and the last key that was read.
ALTER TABLE "${schema}".space ADD COLUMN schema_version integer NOT NULL DEFAULT 1;

ALTER TABLE "${schema}".space ADD COLUMN schema_migration text;

CREATE INDEX space_migrating ON "${schema}".space (id) WHERE schema_migration IS NOT NULL;
