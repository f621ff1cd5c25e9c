// Who is signed in, as far as the pages know. The server knows better, and says so. Everything that pages remember of a
// user is kept under names that begin with `todos `, and forgotten when the user signs out.
const PERSONAL = 'todos ';
const USER = 'todos user';
/** Not personal: somebody has signed out here of whom the server does not know that yet. */
const LEAVING = 'signing out';

/** The token that shows that a request came from this page. */
export function csrfToken() {
  return document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';
}

/** Headers with the token, which the server hands out with any page if the browser has none. */
export async function csrfHeaders() {
  if (!csrfToken()) {
    await fetch('/login', { cache: 'no-store' }).catch(() => undefined);
  }
  return { 'X-XSRF-TOKEN': csrfToken() };
}

export function signedInUser() {
  return localStorage.getItem(USER) ?? undefined;
}

export function rememberUser(user) {
  if ((signedInUser() ?? user) !== user) {
    forgetUser();
  }
  localStorage.removeItem(LEAVING);
  localStorage.setItem(USER, user);
}

/** Forget all that pages have remembered of whoever was here. */
export function forgetUser() {
  for (const storage of [localStorage, sessionStorage]) {
    Object.keys(storage).filter((key) => key.startsWith(PERSONAL)).forEach((key) => storage.removeItem(key));
  }
}

/** Somebody else may be the next to sit here: delete what the browser has of the user, also if the server is away. */
export async function signOut(store) {
  localStorage.setItem(LEAVING, 'yes');
  try {
    await store.logout({ erase: true });
  } finally {
    forgetUser();
    await finishSigningOut();
    location.assign('/login');
  }
}

/** Tell the server of a sign-out of which it could not be told before. Returns whether nobody is about to leave. */
export async function finishSigningOut() {
  if (localStorage.getItem(LEAVING)) {
    const answer = await fetch('/logout', { method: 'POST', headers: await csrfHeaders() }).catch(() => undefined);
    if (answer?.ok) {
      localStorage.removeItem(LEAVING);
    }
    return false;
  }
  return true;
}

/** The user has signed out in another tab. */
export function onSignedOutElsewhere(callback) {
  addEventListener('storage', ({ key, newValue }) => key === USER && newValue === null && callback());
}

/** Ask who is there, and come back here afterwards. */
export function goToSignIn() {
  location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
}
