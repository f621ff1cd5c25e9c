// Keeps what pages are made of: the same files for everybody, with nothing of any user in them. What users have is in
// IndexedDB, where the store looks after it, and what the server says never passes through here.
importScripts('/shell.js');

const { version, files } = self.shell;
const KEPT = 'shell ';
const known = new Set(files);

/** A version is kept as a whole or not at all: its scripts belong together. */
async function keep() {
  const cache = await caches.open(KEPT + version);
  try {
    await Promise.all(files.map(async (file) => {
      const answer = await fetch(file, { cache: 'no-cache' });
      if (!answer.ok || answer.redirected) {
        throw new Error(`${file}: ${answer.status}`);
      }
      await cache.put(file, answer);
    }));
    const now = await (await fetch('/shell.js', { cache: 'no-store' })).text();
    if (!now.includes(version)) {
      throw new Error('The server has become another version meanwhile');
    }
  } catch (problem) {
    await caches.delete(KEPT + version);
    throw problem;
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(KEPT) && name !== KEPT + version).map((name) => caches.delete(name)));
}

/** The file of a page's address: `/lists/errands` is shown by `/lists.html`, and so on. */
function pageOf(path) {
  return `/${path.split('/')[1] || 'lists'}.html`;
}

async function serve(file, request) {
  const cache = await caches.open(KEPT + version);
  return await cache.match(file) ?? fetch(request);
}

addEventListener('install', (event) => {
  // Where the browser can be told, it doesn't even ask here about what is none of our business.
  event.addRoutes?.(['todo', 'battleship', 'leaderboard'].map((type) =>
    ({ condition: { urlPattern: new URLPattern({ pathname: `/synced-store/${type}/*` }) }, source: 'network' })));
  event.waitUntil(keep());
});

addEventListener('activate', (event) => event.waitUntil(forgetOthers()));

addEventListener('message', ({ data }) => data === 'take over' && skipWaiting());

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const file = request.mode === 'navigate' ? pageOf(pathname) : pathname;
  if (request.method === 'GET' && origin === location.origin && known.has(file)) {
    event.respondWith(serve(file, request));
  }
});
