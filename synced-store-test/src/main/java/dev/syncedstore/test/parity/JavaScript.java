package dev.syncedstore.test.parity;

import java.util.List;

/**
 * What runs JavaScript. Little goes over the border, in few and large messages: that is
 * what costs.
 */
interface JavaScript extends AutoCloseable {

	/**
	 * Call a function of the script {@code parity.js}.
	 * @param function its name
	 * @param calls what it is given, each a list of texts
	 * @return what it answers, as many lists as it likes
	 */
	List<List<String>> call(String function, List<List<String>> calls);

	@Override
	void close();

}
