// The board: the state of the site in one sentence and six numbers, the cameras, and what happened.
import * as api from './api.js';
import {CameraTile} from './camera.js';
import {attribute, el, text} from './dom.js';
import {list, number, said, t} from './i18n.js';
import {Timeline} from './timeline.js';

export class Board {
  /** @param mayAct whether sirens may be silenced, muted and tested */
  constructor(site, mayAct, announce) {
    this.tiles = new Map();
    this.announce = announce;
    this.act = mayAct ? (action, run) => this.run(action, run) : null;
    this.sentence = el('h1', {class: 'sentence'});
    this.stats = el('dl', {class: 'stats'});
    this.grid = el('div', {class: 'grid'});
    this.timeline = new Timeline();
    this.toast = el('p', {class: 'toast', role: 'status'});
    this.node = el('div', {class: 'board'},
      el('section', {class: 'overview'}, this.sentence, this.stats),
      el('section', {class: 'cameras', 'aria-labelledby': 'cameras-title'},
        el('h2', {id: 'cameras-title'}, t('cameras')), this.grid),
      this.timeline.node, this.toast);
    this.show(site, false);
  }

  /** The site as it is now; once a second. */
  show(site, beats = true) {
    this.site = site;
    const gone = new Set(this.tiles.keys());
    for (const camera of site.cameras) {
      gone.delete(camera.id);
      const tile = this.tiles.get(camera.id);
      if (!tile) {
        const fresh = new CameraTile(camera, site.thresholds, this.act);
        this.tiles.set(camera.id, fresh);
        this.grid.append(fresh.node);
      } else if (beats) tile.beat(camera);
      else tile.update(camera);
    }
    for (const id of gone) {
      this.tiles.get(id).close();
      this.tiles.delete(id);
    }
    this.grid.dataset.size = site.cameras.length <= 4 ? 'few' : site.cameras.length <= 9 ? 'some' : 'many';
    this.say();
    this.count();
    this.timeline.beat();
  }

  /** Whether what is shown is still true. */
  connected(live) {
    this.live = live;
    this.node.classList.toggle('stale', live === false);
    this.say();
  }

  say() {
    const {cameras} = this.site;
    const names = state => list(cameras.filter(camera => camera.state === state).map(camera => camera.name));
    const has = state => cameras.some(camera => camera.state === state);
    const [words, mood] = this.live === false ? [t('stale'), 'stale']
      : has('CRIME') ? [t('crimeAt', {names: names('CRIME')}), 'crime']
      : has('SUSPICIOUS') ? [t('suspicionAt', {names: names('SUSPICIOUS')}), 'suspicious']
      : has('BLIND') ? [t('someBlind', {seen: cameras.filter(camera => camera.state !== 'BLIND').length,
        n: cameras.length, names: names('BLIND')}), 'blind']
      : [cameras.length ? t('allWatched', {n: cameras.length}) : t('noCameras'), 'calm'];
    text(this.sentence, words);
    attribute(this.sentence, 'data-mood', mood);
    document.title = mood === 'crime' || mood === 'suspicious' ? `● ${words}` : 'Vigil';
  }

  count() {
    const {cameras, backend, outbox, capacity} = this.site;
    const seen = cameras.filter(camera => camera.state !== 'BLIND').length;
    const percent = share => `${number(share * 100)} %`;
    const rows = [
      ['statCameras', `${seen}/${cameras.length}`, '', seen === cameras.length],
      ['statBackend', backend.ok ? t('ok') : '!', backend.ok ? '' : said(backend.reason), backend.ok],
      ['statOutbox', number(outbox.waiting), outbox.problem ? t('notSafe') : outbox.refused
        ? t('refusedReports', {n: outbox.refused}) : outbox.waiting ? '' : t('allDelivered'),
      !outbox.problem && !outbox.refused && outbox.waiting < 10],
      ['statEngine', percent(capacity.busy), '', capacity.busy < 0.9, capacity.busy],
      ['statLooks', number(capacity.looksPerSecond, 1), '', true],
      ['statMissed', percent(capacity.missed), '', capacity.missed < 0.2, capacity.missed],
    ];
    const key = JSON.stringify(rows);
    if (key === this.rowsKey) return;
    this.rowsKey = key;
    this.stats.replaceChildren(...rows.map(([name, value, note, well, share]) => {
      const bar = share === undefined ? null : el('i', {class: 'share', 'aria-hidden': 'true'});
      if (bar) bar.style.setProperty('--share', `${Math.min(100, share * 100)}%`);
      return el('div', {class: well ? 'stat' : 'stat bad', 'data-stat': name}, el('dt', {}, t(name)),
        el('dd', {}, value, note ? el('small', {}, note) : null, bar));
    }));
  }

  async run(action, run) {
    try {
      const camera = await run();
      this.tiles.get(camera.id)?.update(camera);
      this.tell(t('done', {action}));
    } catch (problem) {
      this.tell(t('notDone', {problem: said(problem.message)}));
    }
  }

  tell(words) {
    text(this.toast, words);
    this.toast.classList.add('on');
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => {
      this.toast.classList.remove('on');
      this.toast.textContent = '';
    }, 4000);
  }

  /** An incident began or changed. */
  incident(incident) {
    const before = this.timeline.cards.get(incident.id)?.incident;
    this.timeline.incident(incident);
    if (before?.phase === incident.phase) return;
    this.announce(incident.phase === 'CLEARED' ? t('announceOver', {name: incident.cameraName})
      : t('announce', {phase: t(incident.phase), type: t(`type.${incident.type}`), name: incident.cameraName}),
    incident.phase !== 'CLEARED');
  }

  close() {
    this.tiles.forEach(tile => tile.close());
  }
}
