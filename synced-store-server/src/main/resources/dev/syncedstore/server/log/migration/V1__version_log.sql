-- Names one unbroken history of the whole database. New spaces inherit it.
CREATE TABLE "${schema}".epoch (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	epoch text NOT NULL
);

INSERT INTO "${schema}".epoch (epoch) VALUES (replace(gen_random_uuid()::text, '-', ''));

-- Whoever changes a space locks its row. It is updated by every commit, hence the room. Up to its horizon, traces of
-- deleted entries and commits may be gone. The row of a deleted space stays, without anything else of it.
CREATE TABLE "${schema}".space (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	store_type text COLLATE "C" NOT NULL,
	instance_id text COLLATE "C" NOT NULL,
	epoch text NOT NULL,
	version bigint NOT NULL DEFAULT 0,
	checkpoint text,
	horizon bigint NOT NULL DEFAULT 0,
	horizon_checkpoint text,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by text COLLATE "C",
	deleted_at timestamptz,
	emptied_at timestamptz,
	UNIQUE (store_type, instance_id)
) WITH (fillfactor = 50);

-- How many spaces a user has created today.
CREATE INDEX space_created ON "${schema}".space (created_by, created_at) WHERE created_by IS NOT NULL;

CREATE INDEX space_to_empty ON "${schema}".space (id) WHERE deleted_at IS NOT NULL AND emptied_at IS NULL;

-- The state of each key, and the version that changed it last. Visibility: 0 shared, 1 private, 2 server-only. A value of
-- null is a deletion. Values are text, not jsonb: they are checked JSON that is only ever sent on as it is, and jsonb
-- would change numbers and the order of fields.
CREATE TABLE "${schema}".entry (
	space_id bigint NOT NULL,
	visibility smallint NOT NULL,
	owner text COLLATE "C" NOT NULL,
	key text COLLATE "C" NOT NULL,
	value text,
	version bigint NOT NULL,
	PRIMARY KEY (space_id, visibility, owner, key)
);

CREATE INDEX entry_shared ON "${schema}".entry (space_id, version, key) WHERE visibility = 0;

CREATE INDEX entry_private ON "${schema}".entry (space_id, owner, version, key) WHERE visibility = 1;

-- For everybody at once: who has missed something private.
CREATE INDEX entry_private_version ON "${schema}".entry (space_id, version) WHERE visibility = 1;

CREATE INDEX entry_server_only ON "${schema}".entry (space_id, version) WHERE visibility = 2;

CREATE INDEX entry_deleted ON "${schema}".entry (space_id, version) WHERE value IS NULL;

CREATE TABLE "${schema}".client (
	space_id bigint NOT NULL,
	client_id text COLLATE "C" NOT NULL,
	user_id text COLLATE "C" NOT NULL,
	last_mutation_id bigint NOT NULL DEFAULT 0,
	acknowledged_mutation_id bigint NOT NULL DEFAULT 0,
	nonces bytea NOT NULL DEFAULT '',
	last_seen_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (space_id, client_id)
) WITH (fillfactor = 70);

-- How many clients a user has in a space.
CREATE INDEX client_user ON "${schema}".client (space_id, user_id);

-- Kept until the client has acknowledged the mutation.
CREATE TABLE "${schema}".rejection (
	space_id bigint NOT NULL,
	client_id text COLLATE "C" NOT NULL,
	mutation_id bigint NOT NULL,
	version bigint NOT NULL,
	code text NOT NULL,
	message text NOT NULL,
	PRIMARY KEY (space_id, client_id, mutation_id)
);

-- One row a commit; old days are dropped as a whole.
CREATE TABLE "${schema}".commit_log (
	space_id bigint NOT NULL,
	min_version bigint NOT NULL,
	max_version bigint NOT NULL,
	checkpoint text NOT NULL,
	committed_at timestamptz NOT NULL,
	client_ids text[] NOT NULL,
	last_mutation_ids bigint[] NOT NULL,
	mutations text NOT NULL
) PARTITION BY RANGE (committed_at);

CREATE INDEX commit_log_version ON "${schema}".commit_log (space_id, max_version);

CREATE TABLE "${schema}".commit_log_default PARTITION OF "${schema}".commit_log DEFAULT;

-- Mutations that server code made inside a transaction of its own, until they have run.
CREATE TABLE "${schema}".deferred_mutation (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	store_type text NOT NULL,
	instance_id text NOT NULL,
	user_id text NOT NULL,
	mutator text NOT NULL,
	args text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now()
);

-- How far the daily removal of what is too old has come. Whoever works on it locks the row.
CREATE TABLE "${schema}".retention (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	day date NOT NULL DEFAULT '1970-01-01',
	task smallint NOT NULL DEFAULT 0,
	space_id bigint NOT NULL DEFAULT 0,
	client_id text COLLATE "C" NOT NULL DEFAULT ''
);

INSERT INTO "${schema}".retention DEFAULT VALUES;
