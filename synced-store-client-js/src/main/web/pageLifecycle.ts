/** What happens to a page that matters to a store. */
export interface PageListener {
  /** The network is there again, or the page is looked at again. */
  awoken(): void;
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
  addEventListener('online', () => listener.awoken(), { signal });
  addEventListener('pagehide', () => listener.sleeping(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && listener.resumed(), { signal });
  document.addEventListener('freeze', () => listener.sleeping(), { signal });
  document.addEventListener('resume', () => listener.resumed(), { signal });
  return () => end.abort();
}
