CREATE TABLE prize (
    id text PRIMARY KEY,
    stock integer NOT NULL CHECK (stock >= 0)
);

INSERT INTO prize (id, stock) VALUES ('mug', 3);
