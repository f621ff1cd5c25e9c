package dev.syncedstore.test.transport;

import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;

/**
 * What the network leads to: a server, once it is known who is asking.
 */
public interface ServerPort {

	/**
	 * Serve a request.
	 * @param userId the user who is signed in
	 * @param request the request
	 * @return the answer
	 */
	CompletionStage<TransportResponse> post(String userId, TransportRequest request);

	/**
	 * Begin a subscription.
	 * @param subscription who wants to hear of what
	 * @param receiver gets the messages
	 * @return ends the subscription
	 */
	PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver);

}
