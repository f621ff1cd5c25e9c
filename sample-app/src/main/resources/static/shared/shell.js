// Keeps the pages themselves in the browser, so that they can be loaded while the server is away.

/**
 * Have a service worker keep what pages are made of.
 * @param news is called when a newer version of the pages is there than the one that is shown
 */
export async function keepShell(news) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) {
    return;
  }
  if (serviceWorker.controller) {
    serviceWorker.addEventListener('controllerchange', news, { once: true });
  }
  try {
    const registration = await serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
    // This page has all its scripts by now, so the next version may serve the next page.
    const takeOver = (worker) => worker?.postMessage('take over');
    takeOver(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker.addEventListener('statechange', () => worker.state === 'installed' && takeOver(worker));
    });
    // Some pages are open for weeks.
    document.addEventListener('visibilitychange', () => document.hidden || registration.update().catch(() => undefined));
  } catch (problem) {
    // Private windows of some browsers have none. Then pages come from the server alone.
    console.info('Pages are not kept for when the server is away:', problem.message);
  }
}
