/** What happens to a page that matters to a store. */
export interface PageListener {
  /** The network is there again, or gone. */
  networkChanged(): void;
  /** The page is looked at again. */
  shown(): void;
  /** The page may be put to sleep, or away, without another word. */
  sleeping(): void;
  /** It goes on. */
  resumed(): void;
}

/** Listen to what happens to the page, where there is one. Returns what ends that. */
export function watchPage(listener: PageListener): () => void {
  if (typeof document === 'undefined' || typeof addEventListener !== 'function') {
    return () => undefined;
  }
  const end = new AbortController();
  const { signal } = end;
  addEventListener('online', () => listener.networkChanged(), { signal });
  addEventListener('offline', () => listener.networkChanged(), { signal });
  addEventListener('focus', () => listener.shown(), { signal });
  addEventListener('pagehide', () => listener.sleeping(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && listener.resumed(), { signal });
  document.addEventListener('visibilitychange', () => isHidden() || listener.shown(), { signal });
  document.addEventListener('freeze', () => listener.sleeping(), { signal });
  document.addEventListener('resume', () => listener.resumed(), { signal });
  return () => end.abort();
}

/** Whether there is a page, and nobody sees it. */
export function isHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden';
}
