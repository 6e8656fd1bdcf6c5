// Talks to the service. Whatever changes something carries a header that no other site's page can set.

export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let onSignedOut = () => {};

/** Called when an answer says that nobody is signed in any more. */
export function whenSignedOut(listener) {
  onSignedOut = listener;
}

async function ask(method, path, body) {
  const headers = {Accept: 'application/json', 'X-Requested-With': 'JavaScript'};
  if (method !== 'GET') headers['X-Vigil'] = 'console';
  if (body !== undefined || method === 'POST' || method === 'PUT') headers['Content-Type'] = 'application/json';
  const answer = await fetch(path, {method, headers, redirect: 'error',
    body: body === undefined ? undefined : JSON.stringify(body)});
  if ((answer.status === 401 || answer.status === 499) && !(method === 'POST' && path === '/api/session')) {
    onSignedOut();
  }
  const said = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
  if (!answer.ok) throw new Problem(answer.status, said?.problem ?? answer.statusText);
  return said;
}

export const session = () => ask('GET', '/api/session');
export const signIn = (name, password) => ask('POST', '/api/session', {name, password});
export const signOut = () => ask('DELETE', '/api/session');
export const site = () => ask('GET', '/api/site');
export const incidents = () => ask('GET', '/api/incidents');
export const actions = () => ask('GET', '/api/actions');
export const scene = camera => ask('GET', `/api/cameras/${camera}/scene`);
export const picture = (camera, number) => `/api/cameras/${camera}/pictures/${number}`;
export const silence = camera => ask('POST', `/api/cameras/${camera}/siren/silence`);
export const testSiren = camera => ask('POST', `/api/cameras/${camera}/siren/test`);
export const mute = (camera, minutes, reason) => ask('PUT', `/api/cameras/${camera}/siren/mute`, {minutes, reason});
export const unmute = camera => ask('DELETE', `/api/cameras/${camera}/siren/mute`);

/** The events from now on; the browser connects again by itself. Close what is returned to end it. */
export function events(listeners, onState) {
  const source = new EventSource('/api/events');
  source.onopen = () => onState(true);
  source.onerror = () => {
    onState(false);
    // A refusal ends it for good: find out whether one is signed in, and begin anew if so.
    if (source.readyState === EventSource.CLOSED) onState(null);
  };
  for (const [name, listener] of Object.entries(listeners)) {
    source.addEventListener(name, event => listener(JSON.parse(event.data)));
  }
  return source;
}
