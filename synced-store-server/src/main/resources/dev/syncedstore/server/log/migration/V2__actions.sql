-- Actions that mutations have enqueued, written in their commits, until they have worked. Due is what nobody has taken
-- until then: whoever takes one moves its time by as long as it counts as taken. What is parked waits for an operator.
CREATE TABLE "${schema}".enqueued_action (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	space_id bigint NOT NULL,
	user_id text NOT NULL,
	action text NOT NULL,
	args text NOT NULL,
	due_at timestamptz NOT NULL,
	attempts integer NOT NULL DEFAULT 0,
	failure text,
	parked_at timestamptz
);

CREATE INDEX enqueued_action_due ON "${schema}".enqueued_action (due_at) WHERE parked_at IS NULL;

CREATE INDEX enqueued_action_parked ON "${schema}".enqueued_action (id) WHERE parked_at IS NOT NULL;

-- For the removal of what is left of deleted spaces.
CREATE INDEX enqueued_action_space ON "${schema}".enqueued_action (space_id);

-- Calls of actions: while they run, and their answers for some minutes. An id is its user's own.
CREATE TABLE "${schema}".action_call (
	user_id text COLLATE "C" NOT NULL,
	action_id text COLLATE "C" NOT NULL,
	store_type text NOT NULL,
	instance_id text NOT NULL,
	action text NOT NULL,
	leased_until timestamptz NOT NULL,
	ended_at timestamptz,
	expires_at timestamptz,
	result text,
	version bigint,
	code text,
	message text,
	PRIMARY KEY (user_id, action_id)
);

CREATE INDEX action_call_expired ON "${schema}".action_call (expires_at) WHERE expires_at IS NOT NULL;

-- Calls whose nodes have died, and that nobody has asked for.
CREATE INDEX action_call_running ON "${schema}".action_call (leased_until) WHERE ended_at IS NULL;
