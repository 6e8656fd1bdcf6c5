// Decides what the page shows, and keeps it live.
import * as api from './api.js';
import {Board} from './board.js';
import {closedPage, noRolePage, signInPage, waitPage} from './gate.js';
import {applyLanguage, otherLanguage, t} from './i18n.js';
import {text} from './dom.js';

const THEMES = ['auto', 'light', 'dark'];
const find = id => document.getElementById(id);

let session = null;
let board = null;
let stream = null;
let revision = 0;

function chrome() {
  applyLanguage();
  document.querySelectorAll('[data-t]').forEach(node => text(node, t(node.dataset.t)));
  find('language').textContent = t('language');
  find('language').lang = t('languageOf');
  const theme = localStorage.getItem('vigil-theme') ?? 'auto';
  document.documentElement.dataset.theme = theme;
  find('theme').textContent = t(`theme${theme[0].toUpperCase()}${theme.slice(1)}`);
  find('sign-out').textContent = t('signOut');
  find('sign-out').hidden = !session?.name || session.access === 'OPEN';
  find('who').hidden = !session?.name;
  find('who').textContent = session?.name ?? '';
  find('mode').hidden = board?.site.mode !== 'rehearsal';
  find('mode').textContent = t('rehearsal');
}

/** Says whether the page is live. */
function live(state) {
  const node = find('live');
  node.hidden = state === undefined;
  node.dataset.state = state === true ? 'on' : state === false ? 'off' : 'wait';
  text(node, state === true ? t('live') : state === false ? t('lost') : t('connecting'));
}

function announce(words, urgent) {
  find(urgent ? 'urgent' : 'polite').textContent = words;
}

function put(...nodes) {
  find('main').replaceChildren(...nodes);
}

function leave() {
  stream?.close();
  board?.close();
  stream = null;
  board = null;
  live(undefined);
}

/** Finds out who is here and shows what they may see. */
async function begin() {
  leave();
  try {
    session = await api.session();
    chrome();
    if (session.access === 'UNCONFIGURED') put(closedPage());
    else if (!session.name) put(signInPage(session, () => begin()));
    else if (!session.roles.length) put(noRolePage());
    else await open();
  } catch (problem) {
    put(waitPage(problem.status === 503 ? t('starting') : t('failed')));
    setTimeout(begin, 2000);
  }
}

async function open() {
  const [site, incidents, actions] = await Promise.all([api.site(), api.incidents(), api.actions()]);
  board = new Board(site, session.roles.includes('operator'), announce);
  board.timeline.begin(incidents, actions);
  revision = site.revision;
  put(board.node);
  chrome();
  live(null);
  listen();
}

function listen() {
  const mine = board;
  stream = api.events({
    site: site => {
      // An event was missed: ask for all of them.
      if (site.revision !== revision) catchUp(site.revision);
      board.show(site);
    },
    incident: incident => {
      revision++;
      board.incident(incident);
    },
    action: action => {
      revision++;
      board.timeline.action(action);
    },
  }, state => {
    if (board !== mine) return;
    if (state === null) setTimeout(begin, 2000);
    else {
      live(state);
      board.connected(state);
    }
  });
}

async function catchUp(to) {
  revision = to;
  const mine = board;
  const [incidents, actions] = await Promise.all([api.incidents(), api.actions()]);
  if (board === mine) mine.timeline.begin(incidents, actions);
}

find('language').addEventListener('click', () => {
  otherLanguage();
  begin();
});
find('theme').addEventListener('click', () => {
  const next = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length];
  localStorage.setItem('vigil-theme', next);
  chrome();
});
find('sign-out').addEventListener('click', async () => {
  await api.signOut();
  begin();
});
api.whenSignedOut(() => board && begin());

chrome();
live(undefined);
begin();
