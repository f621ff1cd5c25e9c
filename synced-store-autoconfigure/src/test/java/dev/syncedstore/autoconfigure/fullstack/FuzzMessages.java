package dev.syncedstore.autoconfigure.fullstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Messages that are almost, or not at all, what the protocol asks for: made of the golden
 * ones, by a seed.
 */
final class FuzzMessages {

	private static final Path GOLDEN = Path.of("..", "src", "protocol", "examples");

	private static final Pattern VALUE = Pattern
		.compile("(?<=[:\\[,])\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9.eE+-]+|true|false|null|\\{\\}|\\[\\])");

	private static final Pattern MEMBER = Pattern
		.compile("\"[a-z_]+\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9]+|null)");

	private static final List<String> ODD_VALUES = List.of("null", "true", "0", "-1", "1.5", "1e400",
			"9007199254740993", "99999999999999999999999", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"",
			"\"$$so/audit/x\"", "\"$$pu/bystander/notes/mine\"", "\"__proto__\"", "\"../../etc\"", "{}", "[]",
			"[[[[[]]]]]", "{\"a\":{\"b\":{}}}", "NaN", "-0", "\"\\uD834\\uDD1E\"", "1", "2", "3", "\"addTodo\"",
			"\"setNote\"", "\"$withdrawn\"", "\"mallory\"", "\"bystander\"", "\"$system\"",
			"{\"id\":\"a\",\"text\":\"b\"}");

	private final List<String> golden;

	FuzzMessages() {
		try (Stream<Path> files = Files.list(GOLDEN)) {
			List<String> texts = new ArrayList<>();
			for (Path file : files.sorted().toList()) {
				texts.add(Files.readString(file));
			}
			this.golden = List.copyOf(texts);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A body for a push, a pull or whatever. */
	byte[] body(Random random) {
		String text = switch (random.nextInt(8)) {
			case 0 -> this.golden.get(random.nextInt(this.golden.size()));
			case 1, 2, 3 -> push(random);
			default -> pull(random);
		};
		for (int i = random.nextInt(4); i > 0; i--) {
			text = mutateText(random, text);
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (random.nextInt(4) == 0) ? mutateBytes(random, bytes) : bytes;
	}

	private static String push(Random random) {
		StringBuilder mutations = new StringBuilder();
		int count = random.nextInt(4);
		int first = 1 + random.nextInt(3);
		for (int i = 0; i < count; i++) {
			String args = random.nextBoolean() ? "{\"id\":\"t" + random.nextInt(5) + "\",\"text\":\"of mallory\"}"
					: ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
			mutations.append((i > 0) ? "," : "")
				.append(SyncLoopTests.mutation(first + i, random.nextBoolean() ? "addTodo" : "setNote", args));
		}
		return TestApplication.pushBody("c" + random.nextInt(20), "\"mallory\"", mutations.toString());
	}

	private static String pull(Random random) {
		String pull = TestApplication.pullBody("c" + random.nextInt(20));
		return random.nextBoolean() ? pull : pull.replace("\"version\":null", "\"version\":" + random.nextInt(20))
			.replace("\"page\":null", "\"page\":\"" + page(random) + "\"");
	}

	private static String page(Random random) {
		byte[] token = new byte[random.nextInt(80)];
		random.nextBytes(token);
		return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(token);
	}

	/** Change what JSON is made of. */
	String mutateText(Random random, String text) {
		switch (random.nextInt(7)) {
			case 0, 1 -> {
				return replaceOne(random, VALUE, text, ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
			}
			case 2 -> {
				return replaceOne(random, MEMBER, text,
						"\"unknown\":" + ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
			}
			case 3 -> {
				return replaceOne(random, MEMBER, text, "\"protocol_version\":1");
			}
			case 4 -> {
				int depth = 1 + random.nextInt(1_500);
				return replaceOne(random, VALUE, text, "[".repeat(depth) + "]".repeat(depth));
			}
			case 5 -> {
				return replaceOne(random, VALUE, text, "\"" + "x".repeat(random.nextInt(3_000)) + "\"");
			}
			default -> {
				String other = this.golden.get(random.nextInt(this.golden.size()));
				return replaceOne(random, VALUE, text, other);
			}
		}
	}

	private static String replaceOne(Random random, Pattern pattern, String text, String replacement) {
		Matcher matcher = pattern.matcher(text);
		List<int[]> found = new ArrayList<>();
		while (matcher.find()) {
			found.add(new int[] { matcher.start(), matcher.end() });
		}
		if (found.isEmpty()) {
			return text + replacement;
		}
		int[] place = found.get(random.nextInt(found.size()));
		return text.substring(0, place[0]) + replacement + text.substring(place[1]);
	}

	/** Change bytes without regard to what they mean. */
	static byte[] mutateBytes(Random random, byte[] original) {
		byte[] bytes = original.clone();
		for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
			int at = random.nextInt(bytes.length);
			switch (random.nextInt(4)) {
				case 0 -> bytes[at] = (byte) random.nextInt(256);
				case 1 -> bytes = Arrays.copyOf(bytes, at);
				case 2 -> bytes = joined(Arrays.copyOf(bytes, at), bytes);
				default -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
			}
		}
		return bytes;
	}

	private static byte[] joined(byte[] first, byte[] second) {
		byte[] result = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, result, first.length, second.length);
		return result;
	}

	static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

	/** What a STOMP client might say. */
	byte[] frames(Random random) {
		StringBuilder text = new StringBuilder();
		if (random.nextInt(5) > 0) {
			text.append("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\n\n\0");
		}
		for (int i = random.nextInt(5); i > 0; i--) {
			text.append(frame(random));
		}
		byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
		return (random.nextInt(3) == 0) ? mutateBytes(random, bytes) : bytes;
	}

	private static String frame(Random random) {
		String id = "id:s" + random.nextInt(3) + "\n";
		return switch (random.nextInt(9)) {
			case 0, 1, 2 -> "SUBSCRIBE\n" + id + "destination:" + destination(random) + "\nclient-id:c"
					+ random.nextInt(20) + "\nschema-version:1\nreceipt:r\n\n\0";
			case 3 -> "UNSUBSCRIBE\n" + id + "\n\0";
			case 4 -> "SEND\ndestination:" + destination(random) + "\ncontent-length:3\n\nhi!\0";
			case 5 -> "MESSAGE\nsubscription:s0\ndestination:" + destination(random) + "\n\n{}\0";
			case 6 -> "\n";
			case 7 -> "BEGIN\ntransaction:" + "t".repeat(random.nextInt(2_000)) + "\n\n\0";
			default -> "SUBSCRIBE\n" + id + "destination:" + "x".repeat(random.nextInt(500)) + "\\q\nclient-id:\n\n\0";
		};
	}

	private static String destination(Random random) {
		return switch (random.nextInt(6)) {
			case 0 -> "/spaces/**";
			case 1 -> "/spaces/todo/*";
			case 2 -> "/spaces/nothing/x";
			case 3 -> "/user/bystander/spaces/todo/fuzz0";
			default -> "/spaces/todo/fuzz" + random.nextInt(3);
		};
	}

}
