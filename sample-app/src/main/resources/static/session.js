// Who is signed in, as far as the page knows. The server knows better, and says so.
const USER = 'todos user';

/** The token that shows that a request came from this page. */
export function csrfToken() {
  return document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';
}

export function signedInUser() {
  return localStorage.getItem(USER) ?? undefined;
}

export function rememberUser(user) {
  localStorage.setItem(USER, user);
}

export function forgetUser() {
  localStorage.removeItem(USER);
}
