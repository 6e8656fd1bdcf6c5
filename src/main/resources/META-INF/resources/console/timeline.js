// What happened, newest first: incidents with their latency, and what people did in between.
import {attribute, el, icon} from './dom.js';
import {forMinutes, moment, number, said, span, t} from './i18n.js';
import {latencyBar} from './latency.js';

const SHOWN = 60;

export class Timeline {
  constructor() {
    this.cards = new Map();
    this.empty = el('p', {class: 'nothing'}, t('noIncidents'));
    this.items = el('ol', {class: 'items'});
    this.node = el('section', {class: 'timeline', 'aria-labelledby': 'timeline-title'},
      el('h2', {id: 'timeline-title'}, t('timeline')), this.empty, this.items);
  }

  begin(incidents, actions) {
    this.cards.clear();
    this.items.replaceChildren();
    const all = [...incidents.map(one => [one.suspectedAt, () => this.incident(one)]),
      ...actions.map(one => [one.time, () => this.action(one)])];
    all.sort(([a], [b]) => a < b ? -1 : 1).forEach(([, put]) => put());
  }

  /** A new one, or a known one that changed. */
  incident(incident) {
    let item = this.cards.get(incident.id);
    if (!item) {
      item = el('li', {class: 'incident', 'data-incident': incident.id});
      this.cards.set(incident.id, item);
      this.put(item);
    }
    item.incident = incident;
    attribute(item, 'data-phase', incident.phase);
    attribute(item, 'data-confirmed', Boolean(incident.confirmedAt));
    item.replaceChildren(...card(incident));
  }

  action(action) {
    const words = t(`act.${action.action}`, {by: action.by, time: action.minutes ? forMinutes(action.minutes) : ''});
    this.put(el('li', {class: 'deed'}, icon('hand'), el('time', {datetime: action.time}, moment(action.time)),
      el('span', {}, words, ' · ', el('bdi', {}, action.cameraName),
        action.reason ? el('q', {dir: 'auto'}, action.reason) : null)));
  }

  put(item) {
    this.empty.hidden = true;
    this.items.prepend(item);
    while (this.items.children.length > SHOWN) {
      const oldest = this.items.lastElementChild;
      this.cards.delete(oldest.dataset.incident);
      oldest.remove();
    }
  }

  /** Once a second: for how long the open ones have lasted. */
  beat() {
    for (const item of this.cards.values()) {
      if (item.incident.phase !== 'CLEARED') item.querySelector('.lasting').textContent = lasting(item.incident);
    }
  }
}

function lasting(incident) {
  const from = Date.parse(incident.suspectedAt);
  if (incident.phase === 'CLEARED' && !incident.clearedAt) return t('endUnknown');
  return incident.clearedAt ? t('lasted', {time: span(Date.parse(incident.clearedAt) - from)})
    : t('lasting', {time: span(Date.now() - from)});
}

function card(incident) {
  const over = incident.phase === 'CLEARED';
  return [
    el('div', {class: 'line'},
      el('time', {datetime: incident.suspectedAt}, moment(incident.suspectedAt)),
      el('h3', {}, el('bdi', {}, incident.cameraName)),
      el('span', {class: 'chip'}, over ? t(incident.confirmedAt ? 'CRIME' : 'SUSPICIOUS') : t(incident.phase))),
    el('p', {class: 'what'}, el('strong', {}, t(`type.${incident.type}`)), ' · ', t('peak', {n: number(incident.peak)}),
      ' · ', el('span', {class: 'lasting'}, lasting(incident))),
    el('p', {class: 'why', dir: 'auto'}, said(incident.why)),
    over ? el('p', {class: 'why'}, `${t('CLEARED')}: ${said(incident.clearedBecause)}`
      + (incident.confirmedAt ? '' : ` · ${t('notConfirmed')}`)) : null,
    incident.latency ? latencyBar(incident.latency, incident.muted) : el('p', {class: 'why'}, t('fromLog')),
  ].filter(part => part !== null);
}
