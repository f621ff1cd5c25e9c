CREATE TABLE invoice (id bigint PRIMARY KEY, total bigint NOT NULL);
INSERT INTO invoice VALUES (1, 100);
