package dev.syncedstore.sample.browser;

import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/**
 * All that reaches a page over the network, as its developer tools see it: the bodies of
 * answers, and the frames of WebSockets.
 */
final class NetworkLog {

	private static final String REQUEST_ID = "requestId";

	private final CDPSession tools;

	private final List<String> finished = new ArrayList<>();

	private final List<String> frames = new ArrayList<>();

	private final List<String> bodies = new ArrayList<>();

	/** Begin to record. */
	NetworkLog(Page page) {
		this.tools = page.context().newCDPSession(page);
		this.tools.on("Network.loadingFinished", (event) -> this.finished.add(event.get(REQUEST_ID).getAsString()));
		this.tools.on("Network.webSocketFrameReceived",
				(event) -> this.frames.add(event.getAsJsonObject("response").get("payloadData").getAsString()));
		this.tools.send("Network.enable");
	}

	/** All that has come until now. Ask before the page is loaded anew, too. */
	String received() {
		List<String> unread = List.copyOf(this.finished);
		this.finished.clear();
		unread.forEach((id) -> this.bodies.add(body(id)));
		return String.join("\n", this.bodies) + String.join("\n", this.frames);
	}

	/** How many frames have come over WebSockets. */
	int frames() {
		return this.frames.size();
	}

	private String body(String requestId) {
		JsonObject request = new JsonObject();
		request.addProperty(REQUEST_ID, requestId);
		try {
			return this.tools.send("Network.getResponseBody", request).get("body").getAsString();
		}
		catch (PlaywrightException ex) {
			// A redirect, or an answer without a body.
			return "";
		}
	}

}
