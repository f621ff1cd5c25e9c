package dev.syncedstore.core.mutation;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * What tables read from.
 */
record StateAccess(EntryView view, ValueCodecs codecs, ReadTracker tracker) {
}
