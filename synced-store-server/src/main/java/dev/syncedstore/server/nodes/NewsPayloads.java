package dev.syncedstore.server.nodes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * News as the texts of notifications: a line that names the format and the node, and one
 * line for each piece of news.
 */
final class NewsPayloads {

	/** PostgreSQL takes less than 8,000. */
	static final int MAX_BYTES = 7_900;

	private static final String FORMAT = "1";

	private static final String EVERYTHING = "*";

	private static final char ACCESS = '!';

	private NewsPayloads() {
	}

	/**
	 * Write news into as few texts as possible.
	 * @return at least one text, even of no news
	 */
	static List<Payload> write(String nodeId, Collection<? extends News> news) {
		List<Payload> payloads = new ArrayList<>();
		StringBuilder text = new StringBuilder(head(nodeId));
		List<News> written = new ArrayList<>();
		int bytes = text.length();
		for (News piece : news) {
			String line = "\n" + line(piece);
			int length = line.getBytes(StandardCharsets.UTF_8).length;
			if (bytes + length > MAX_BYTES) {
				payloads.add(new Payload(nodeId, written, text.toString()));
				text = new StringBuilder(head(nodeId));
				written = new ArrayList<>();
				bytes = text.length();
			}
			text.append(line);
			written.add(piece);
			bytes += length;
		}
		payloads.add(new Payload(nodeId, written, text.toString()));
		return payloads;
	}

	private static String head(String nodeId) {
		return FORMAT + " " + nodeId;
	}

	/**
	 * Read one text.
	 * @return what it says, or {@code null} if it is of another format, such as that of a
	 * later release
	 */
	static @Nullable Payload read(String text) {
		String[] lines = text.split("\n", -1);
		String[] head = lines[0].split(" ", 2);
		if (head.length != 2 || !head[0].equals(FORMAT)) {
			return null;
		}
		List<News> news = new ArrayList<>();
		for (int i = 1; i < lines.length; i++) {
			News piece = piece(lines[i]);
			if (piece != null) {
				news.add(piece);
			}
		}
		return new Payload(head[1], news, text);
	}

	private static String line(News piece) {
		if (piece instanceof News.Changed changed) {
			return changed.space() + " " + changed.version() + " " + changed.epoch();
		}
		News.Access access = (News.Access) piece;
		String userId = access.userId();
		return ((access.space() != null) ? access.space() : EVERYTHING) + " " + ACCESS
				+ ((userId != null) ? userId : "");
	}

	/** {@code null} for what this release doesn't understand. */
	private static @Nullable News piece(String line) {
		try {
			int end = line.indexOf(' ');
			String where = line.substring(0, end);
			SpaceId space = where.equals(EVERYTHING) ? null : space(where);
			String what = line.substring(end + 1);
			if (what.charAt(0) == ACCESS) {
				return new News.Access(space, (what.length() > 1) ? what.substring(1) : null);
			}
			int middle = what.indexOf(' ');
			return (space != null)
					? new News.Changed(space, what.substring(middle + 1), Long.parseLong(what.substring(0, middle)))
					: null;
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static SpaceId space(String text) {
		int slash = text.indexOf('/');
		return new SpaceId(text.substring(0, slash), text.substring(slash + 1));
	}

	/**
	 * What a text says.
	 *
	 * @param nodeId who sent it
	 * @param news the news
	 * @param text all of it
	 */
	record Payload(String nodeId, List<News> news, String text) {
	}

}
