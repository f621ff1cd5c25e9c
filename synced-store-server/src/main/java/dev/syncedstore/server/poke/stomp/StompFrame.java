package dev.syncedstore.server.poke.stomp;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/**
 * A frame that came from a client. Its body, where there is one, is of no interest.
 *
 * @param command the command
 * @param headers the headers; of repeated ones the first counts
 */
record StompFrame(StompCommand command, Map<String, String> headers) {

	/**
	 * The frame in a decoded message.
	 * @return the frame, or {@code null} for a heart-beat
	 */
	static @Nullable StompFrame of(Message<byte[]> message) {
		StompHeaderAccessor accessor = StompHeaderAccessor.wrap(message);
		StompCommand command = accessor.getCommand();
		return (command != null) ? new StompFrame(command,
				accessor.toNativeHeaderMap()
					.entrySet()
					.stream()
					.collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getKey,
							(header) -> header.getValue().get(0))))
				: null;
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

}
