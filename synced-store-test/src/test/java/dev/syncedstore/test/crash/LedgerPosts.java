package dev.syncedstore.test.crash;

import javax.sql.DataSource;

import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes down, outside of all spaces, which lines it was told to post, and under which
 * name: a line that was enqueued twice has two names, one that was run twice has one.
 */
@Actions(type = Ledger.STORE_TYPE)
class LedgerPosts {

	private final JdbcClient sql;

	LedgerPosts(DataSource dataSource) {
		this.sql = JdbcClient.create(dataSource);
		this.sql.sql("""
				CREATE TABLE IF NOT EXISTS ledger_post (instance_id text, writer text, number bigint, call_id text,
				times integer, PRIMARY KEY (instance_id, writer, number, call_id))""").update();
	}

	@Action("Post a line")
	public void post(ActionContext ctx, Ledger.Write line) {
		this.sql.sql("""
				INSERT INTO ledger_post AS p VALUES (?, ?, ?, ?, 1)
				ON CONFLICT (instance_id, writer, number, call_id) DO UPDATE SET times = p.times + 1""")
			.params(ctx.space().instanceId(), line.writer(), line.number(), ctx.callId())
			.update();
	}

}
