CREATE TABLE version_log (id bigint PRIMARY KEY);
INSERT INTO version_log VALUES (1);
