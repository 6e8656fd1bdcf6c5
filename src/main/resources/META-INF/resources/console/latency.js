// An incident's latency bar: the steps up to the decision one after another, then siren and report, side by side,
// since they do not wait for each other.
import {number, t} from './i18n.js';
import {el} from './dom.js';

const STEPS = ['decode', 'batch', 'inference', 'decision'];

export function latencyBar(latency, muted) {
  const toDecision = STEPS.reduce((sum, step) => sum + latency[step], 0);
  const whole = toDecision + Math.max(latency.siren ?? 0, latency.report ?? 0, 1);
  const width = milliseconds => `${Math.max(0.6, milliseconds / whole * 100)}%`;
  const steps = STEPS.map(step => part(step, width(latency[step])));
  const after = el('div', {class: 'after'},
    latency.siren === undefined ? null : part('siren', share(latency.siren, whole - toDecision)),
    latency.report === undefined ? null : part('report', share(latency.report, whole - toDecision)));
  after.style.width = `${(whole - toDecision) / whole * 100}%`;
  const told = [...STEPS, 'siren', 'report'].map(step => `${t(step)} ${value(latency[step], step, muted)}`);
  return el('div', {class: 'latency'},
    el('div', {class: 'track', role: 'img', 'aria-label': `${t('latency')}: ${told.join(', ')}`}, ...steps, after),
    el('p', {class: 'total'}, t('toDecision', {n: number(toDecision)})),
    el('dl', {'aria-hidden': 'true'}, ...[...STEPS, 'siren', 'report'].map(step => el('div', {class: step},
      el('dt', {}, t(step)), el('dd', {}, value(latency[step], step, muted))))));
}

const share = (milliseconds, rest) => `${Math.max(1, milliseconds / rest * 100)}%`;

function part(step, width) {
  const node = el('span', {class: `part ${step}`});
  node.style.width = width;
  return node;
}

function value(milliseconds, step, muted) {
  if (milliseconds !== undefined) return t('ms', {n: number(milliseconds, milliseconds < 10 ? 1 : 0)});
  return step === 'siren' && muted ? t('wasMuted') : t('notYet');
}
