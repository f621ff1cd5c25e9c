package dev.syncedstore.client.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a file. A record is written by one call of the operating system, whose
 * cache outlasts the process. Writing everything anew makes another file, which takes the
 * place of the first at one stroke. Plain files are used, not channels, because an
 * interrupt of the application's thread would close a channel.
 */
final class FileJournal implements Journal {

	private static final Logger logger = LoggerFactory.getLogger(FileJournal.class);

	private static final String UNFINISHED = "journal.new-";

	private static final int MIN_LONG_BYTES = 1 << 20;

	private static final int COPY_BYTES = 1 << 16;

	private final Path folder;

	private final Path file;

	/**
	 * How often the file was replaced: a rewriting that began before is worth nothing.
	 */
	private int replacements;

	private final Runnable onClose;

	private @Nullable RandomAccessFile out;

	private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);

	private long length;

	private long nextNumber = 1;

	private long rewrittenLength;

	private boolean damaged;

	/** Whether a failed write may have left something behind. */
	private boolean dirty;

	/**
	 * Open a journal.
	 * @param folder where its files are; locked by the caller
	 * @param onClose releases the lock
	 */
	FileJournal(Path folder, Runnable onClose) throws IOException {
		this.folder = folder;
		this.file = folder.resolve("journal");
		this.onClose = onClose;
		try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
			for (Path each : unfinished) {
				Files.deleteIfExists(each);
			}
		}
		this.out = new RandomAccessFile(this.file.toFile(), "rw");
	}

	@Override
	public synchronized void read(Reader reader) {
		RandomAccessFile opened = opened();
		try {
			FrameReader frames = new FrameReader(opened, reader);
			this.length = frames.readAll();
			this.nextNumber = frames.nextNumber();
			this.damaged = frames.isDamaged();
			if (!this.damaged && this.length < opened.length()) {
				logger.debug("{} ends with a record whose writing was cut short", this.file);
				opened.setLength(this.length);
			}
			this.length = opened.length();
			this.rewrittenLength = this.length;
		}
		catch (IOException ex) {
			throw new StorageException(this.file + " can't be read: " + ex.getMessage(), ex);
		}
	}

	@Override
	public synchronized void append(byte[] record) {
		RandomAccessFile opened = opened();
		try {
			if (this.dirty) {
				opened.setLength(this.length);
				this.dirty = false;
			}
			this.dirty = true;
			this.length += write(opened, this.length, record);
			this.nextNumber++;
			this.dirty = false;
		}
		catch (IOException ex) {
			throw new StorageException(this.file + " can't be written: " + ex.getMessage(), ex);
		}
	}

	private int write(RandomAccessFile target, long position, byte[] record) throws IOException {
		int bytes = Frame.HEAD_BYTES + record.length;
		ByteBuffer frame = (bytes <= this.buffer.capacity()) ? this.buffer.clear() : ByteBuffer.allocate(bytes);
		Frame.write(frame, this.nextNumber, record);
		target.seek(position);
		target.write(frame.array(), 0, bytes);
		return bytes;
	}

	@Override
	public void force() {
		RandomAccessFile opened;
		synchronized (this) {
			opened = opened();
		}
		try {
			opened.getFD().sync();
		}
		catch (IOException ex) {
			if (isCurrent(opened)) {
				throw new StorageException(this.file + " can't be forced to the disk: " + ex.getMessage(), ex);
			}
			// The file has been replaced meanwhile.
			force();
		}
	}

	private synchronized boolean isCurrent(RandomAccessFile opened) {
		return this.out == opened;
	}

	@Override
	public synchronized Rewriting rewrite() {
		opened();
		try {
			return new FileRewriting(Files.createTempFile(this.folder, UNFINISHED, ""), this.length, this.replacements);
		}
		catch (IOException ex) {
			throw new StorageException("Nothing can be written to " + this.folder + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public synchronized boolean isLong() {
		return this.length - this.rewrittenLength > Math.max(MIN_LONG_BYTES, this.rewrittenLength);
	}

	@Override
	public boolean isLasting() {
		return true;
	}

	@Override
	public synchronized void close() {
		RandomAccessFile opened = this.out;
		this.out = null;
		if (opened != null) {
			closeQuietly(opened);
			this.onClose.run();
		}
	}

	private RandomAccessFile opened() {
		if (this.out == null) {
			throw new StorageException(this.file + " is closed");
		}
		return this.out;
	}

	/** The files change places: what was appended meanwhile is taken along. */
	private synchronized void replace(FileRewriting rewriting) throws IOException {
		RandomAccessFile old = opened();
		if (rewriting.replacement != this.replacements) {
			throw new IOException("Another one was faster");
		}
		copyAppended(old, rewriting);
		try {
			// Some systems don't replace open files.
			old.close();
			rewriting.target.close();
			if (this.damaged) {
				setAside();
			}
			Files.move(rewriting.file, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			this.replacements++;
			this.length = rewriting.length;
			this.rewrittenLength = rewriting.length;
			this.nextNumber = rewriting.number;
			this.damaged = false;
			this.dirty = false;
		}
		finally {
			this.out = new RandomAccessFile(this.file.toFile(), "rw");
		}
	}

	private void copyAppended(RandomAccessFile old, FileRewriting rewriting) throws IOException {
		long offset = rewriting.copiedFrom;
		byte[] head = new byte[Frame.HEAD_BYTES];
		while (offset < this.length) {
			old.seek(offset);
			old.readFully(head);
			byte[] record = new byte[Frame.length(head, 0)];
			old.readFully(record);
			if (!Frame.isIntact(head, 0, record)) {
				throw new IOException("What was appended can't be read back");
			}
			rewriting.write(record);
			offset += Frame.HEAD_BYTES + record.length;
		}
		rewriting.flush();
	}

	private void setAside() throws IOException {
		Path aside = this.file.resolveSibling("journal.damaged");
		for (int number = 2; Files.exists(aside); number++) {
			aside = this.file.resolveSibling("journal.damaged-" + number);
		}
		Files.copy(this.file, aside);
		logger.warn("A client's storage was damaged. What could be read is kept, the rest comes from the server; the "
				+ "damaged file is {}", aside);
	}

	/**
	 * So that the end of the machine doesn't undo the replacement, where that can be
	 * said.
	 */
	private void forceFolder() {
		try (FileChannel folder = FileChannel.open(this.folder, StandardOpenOption.READ)) {
			folder.force(true);
		}
		catch (IOException ex) {
			logger.trace("Folders can't be forced here: {}", ex.toString());
		}
	}

	private static void closeQuietly(RandomAccessFile file) {
		try {
			file.close();
		}
		catch (IOException ex) {
			logger.debug("A file could not be closed: {}", ex.toString());
		}
	}

	/**
	 * The other file.
	 */
	private final class FileRewriting implements Rewriting {

		private final Path file;

		private final RandomAccessFile target;

		private final long copiedFrom;

		private final int replacement;

		private ByteBuffer frames = ByteBuffer.allocate(COPY_BYTES);

		private long length;

		private long number = 1;

		FileRewriting(Path file, long copiedFrom, int replacement) throws IOException {
			this.file = file;
			this.target = new RandomAccessFile(file.toFile(), "rw");
			this.copiedFrom = copiedFrom;
			this.replacement = replacement;
		}

		@Override
		public void add(byte[] record) {
			try {
				write(record);
			}
			catch (IOException ex) {
				throw failed(ex);
			}
		}

		@Override
		public void finish() {
			try {
				flush();
				this.target.getFD().sync();
				replace(this);
				forceFolder();
			}
			catch (IOException ex) {
				throw failed(ex);
			}
		}

		@Override
		public void close() {
			closeQuietly(this.target);
			try {
				Files.deleteIfExists(this.file);
			}
			catch (IOException ex) {
				logger.debug("{} is left behind: {}", this.file, ex.toString());
			}
		}

		void write(byte[] record) throws IOException {
			int bytes = Frame.HEAD_BYTES + record.length;
			if (bytes > this.frames.remaining()) {
				flush();
			}
			if (bytes > this.frames.capacity()) {
				this.frames = ByteBuffer.allocate(bytes);
			}
			Frame.write(this.frames, this.number++, record);
			this.length += bytes;
		}

		void flush() throws IOException {
			this.target.write(this.frames.array(), 0, this.frames.position());
			this.frames.clear();
		}

		private StorageException failed(IOException cause) {
			return new StorageException(this.file + " can't be written: " + cause.getMessage(), cause);
		}

	}

}
