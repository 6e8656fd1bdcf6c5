// What is shown to those who may not look (yet).
import * as api from './api.js';
import {el, icon} from './dom.js';
import {t} from './i18n.js';

/** The sign-in; onDone gets the session. */
export function signInPage(session, onDone) {
  const problem = el('p', {class: 'problem', role: 'alert'});
  const name = el('input', {name: 'name', autocomplete: 'username', required: true, maxlength: 64, dir: 'auto',
    autocapitalize: 'none', spellcheck: 'false'});
  const form = el('form', {}, el('label', {class: 'field'}, el('span', {}, t('name')), name),
    el('label', {class: 'field'}, el('span', {}, t('password')),
      el('input', {name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxlength: 200})),
    problem, el('button', {type: 'submit', class: 'primary wide'}, t('signIn')));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const given = new FormData(form);
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      onDone(await api.signIn(given.get('name').trim(), given.get('password')));
    } catch (refused) {
      problem.textContent = refused.status === 401 ? t('wrong') : refused.status === 429 ? t('wait') : refused.message;
      form.elements.password.value = '';
      form.elements.password.focus();
    } finally {
      button.disabled = false;
    }
  });
  const page = gate(t('signInTitle'), t('signInWhy'), session.passwords ? form : null,
    session.oidc ? el('a', {class: 'button wide', href: '/api/session/oidc'}, t('signInOidc')) : null);
  queueMicrotask(() => name.isConnected && name.focus());
  return page;
}

/** Nobody can sign in: how that is changed. */
export function closedPage() {
  return gate(t('closedTitle'), t('closedWhy'),
    el('pre', {dir: 'ltr'}, 'java -jar quarkus-run.jar user anna --operator\nVIGIL_CONSOLE_USERS=anna:operator:$2a$…'),
    el('p', {}, t('closedSteps')));
}

export const noRolePage = () => gate(t('signIn'), t('noRole'));

export const waitPage = words => gate(words, '');

function gate(title, why, ...rest) {
  return el('section', {class: 'gate'}, el('div', {class: 'emblem'}, icon('eye')), el('h1', {}, title),
    why ? el('p', {}, why) : null, ...rest);
}
