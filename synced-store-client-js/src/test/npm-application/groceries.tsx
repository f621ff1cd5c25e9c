// tag::react[]
import { useConnectionStatus, usePending, useSubscribe } from '@synced-store/client/react';
import { ITEMS, store } from './store.js';

export function Groceries() {
  const items = useSubscribe(store, (ctx) => ctx.table(ITEMS).scan());
  const waiting = usePending(store).length;
  const status = useConnectionStatus(store);
  return (
    <>
      <ul>{items?.map(({ key, value }) => <li key={key}>{value.text}</li>)}</ul>
      <p>{status === 'connected' ? 'Live' : 'Offline'}, {waiting} on the way</p>
    </>
  );
}
// end::react[]
