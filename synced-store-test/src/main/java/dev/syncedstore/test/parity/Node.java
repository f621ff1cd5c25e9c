package dev.syncedstore.test.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Node, in a process of its own, which is asked and answers in lines.
 */
final class Node implements JavaScript {

	private static final List<String> FILES = List.of("run.mjs", "parity.mjs", "client.mjs", "mutators.mjs",
			"problems.txt");

	private static final String RUN = """
			import { createInterface } from 'node:readline';
			import * as client from './client.mjs';
			import * as mutators from './mutators.mjs';
			import parity from './parity.mjs';
			const call = parity(mutators, client);
			for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
			  const space = line.indexOf(' ');
			  process.stdout.write(`${call(line.slice(0, space), line.slice(space + 1))}\\n`);
			}
			""";

	private final Path folder;

	private final Process process;

	private final Writer questions;

	private final BufferedReader answers;

	Node(String mutators) {
		try {
			this.folder = Files.createTempDirectory("synced-store-parity");
			Files.writeString(file("run.mjs"), RUN);
			Files.writeString(file("parity.mjs"), "export default " + Scripts.parity());
			Files.writeString(file("client.mjs"), Scripts.client());
			Files.writeString(file("mutators.mjs"), mutators);
			this.process = new ProcessBuilder("node", file("run.mjs").toString())
				.redirectError(file("problems.txt").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Node can't be run: is there a node of version 20 or later on the PATH?",
					ex);
		}
		this.questions = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8);
		this.answers = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
	}

	@Override
	public List<List<String>> call(String function, List<List<String>> calls) {
		try {
			this.questions.write(function + " " + Messages.write(calls) + "\n");
			this.questions.flush();
			String answer = this.answers.readLine();
			if (answer == null) {
				throw new IOException(Files.readString(file("problems.txt")));
			}
			return Messages.read(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Node has ended", ex);
		}
	}

	/** It ends by itself, as there is nothing more to read. */
	@Override
	public void close() {
		try {
			this.questions.close();
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			for (String name : FILES) {
				Files.deleteIfExists(file(name));
			}
			Files.delete(this.folder);
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private Path file(String name) {
		return this.folder.resolve(name);
	}

}
