-- Mutations that spaces have sent to other spaces, written in the commits that sent them, until they have been
-- processed, which removes them in the commit of the other space. What was rejected there is parked for an operator.
CREATE TABLE "${schema}".delivery (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	store_type text COLLATE "C" NOT NULL,
	instance_id text COLLATE "C" NOT NULL,
	mutator text NOT NULL,
	args text NOT NULL,
	hops smallint NOT NULL,
	user_id text NOT NULL,
	source_store_type text NOT NULL,
	source_instance_id text NOT NULL,
	source_mutator text NOT NULL,
	source_version bigint NOT NULL,
	sent_at timestamptz NOT NULL DEFAULT now(),
	failure text,
	parked_at timestamptz
);

-- The inbox of a space, in order.
CREATE INDEX delivery_waiting ON "${schema}".delivery (store_type, instance_id, id) WHERE parked_at IS NULL;

-- What nodes that have died have left over.
CREATE INDEX delivery_sent ON "${schema}".delivery (sent_at) WHERE parked_at IS NULL;

CREATE INDEX delivery_parked ON "${schema}".delivery (id) WHERE parked_at IS NOT NULL;

-- What a space has, as of a version: of a space that was there before, or that an older node has written since, it is
-- not known until it is counted. Bytes are those of keys, as they are on the wire, and values.
ALTER TABLE "${schema}".space ADD COLUMN entries bigint NOT NULL DEFAULT 0;

ALTER TABLE "${schema}".space ADD COLUMN bytes bigint NOT NULL DEFAULT 0;

ALTER TABLE "${schema}".space ADD COLUMN sized_version bigint NOT NULL DEFAULT 0;
