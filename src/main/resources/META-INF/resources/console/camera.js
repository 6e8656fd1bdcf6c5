// One camera's tile: its picture, how sure the model is, how it is read, its siren and what may be done to that.
import * as api from './api.js';
import {askMute, askTest} from './dialogs.js';
import {attribute, el, icon, text} from './dom.js';
import {number, said, shortClock, t} from './i18n.js';
import {Picture} from './picture.js';
import {Sparkline} from './sparkline.js';

export class CameraTile {
  /** @param act does an action and tells how it went; null for those who may only look */
  constructor(camera, thresholds, act) {
    this.act = act;
    this.thresholds = thresholds;
    this.picture = new Picture(camera.id, camera.name);
    this.sparkline = new Sparkline(thresholds);
    this.name = el('h3', {id: `camera-${camera.id}`}, el('bdi', {}, camera.name));
    this.state = el('span', {class: 'chip'});
    this.enlarge = el('button', {type: 'button', class: 'round', onclick: () => this.resize()}, icon('enlarge'));
    this.confidence = el('strong', {class: 'percent'});
    this.rates = el('span', {});
    this.blind = el('span', {});
    this.siren = el('div', {class: 'alarm'});
    this.node = el('article', {class: 'camera', 'aria-labelledby': `camera-${camera.id}`, 'data-camera': camera.id},
      el('div', {class: 'stage'}, this.picture.node,
        el('div', {class: 'head'}, el('span', {class: 'number'}, String(camera.id)), this.name, this.state, this.enlarge)),
      el('div', {class: 'meter'}, this.sparkline.node, this.confidence),
      el('p', {class: 'facts'}, this.rates, this.blind), this.siren);
    this.sparkline.begin(camera.history ?? []);
    this.update(camera);
    this.labelEnlarge();
  }

  update(camera) {
    this.camera = camera;
    attribute(this.node, 'data-state', camera.state);
    this.picture.name = camera.name;
    this.picture.hurry(camera.state === 'SUSPICIOUS' || camera.state === 'CRIME' || this.large);
    text(this.name.firstChild, camera.name);
    text(this.state, t(camera.state));
    attribute(this.state, 'title', said(camera.blindBecause) || null);
    text(this.confidence, `${number(camera.confidence)} %`);
    attribute(this.confidence, 'data-level', camera.confidence > this.thresholds.crime ? 'crime'
      : camera.confidence > this.thresholds.alert ? 'alert' : 'calm');
    text(this.rates, `${t('looks', {n: number(camera.looksPerSecond, 1)})} · ${t('pictures',
      {n: number(camera.picturesPerSecond, 1)})}${camera.calibrationOffset
      ? ` · ${t('calibrated', {n: number(camera.calibrationOffset, 2)})}` : ''}`);
    text(this.blind, camera.blindBecause ? said(camera.blindBecause) : camera.blindSeconds < 0.05 ? t('neverBlind')
      : t('blindFor', {n: number(camera.blindSeconds, camera.blindSeconds < 10 ? 1 : 0)}));
    this.showSiren(camera.siren);
  }

  beat(camera) {
    this.sparkline.add(camera.confidence);
    this.update(camera);
  }

  /** Built anew only when it changed: a button under the finger must stay. */
  showSiren(siren) {
    const key = JSON.stringify(siren);
    if (key === this.sirenKey) return;
    this.sirenKey = key;
    const wasFocused = this.siren.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const [words, kind] = sirenWords(siren);
    attribute(this.siren, 'data-siren', kind);
    const note = siren.mute ? t('mutedBy', {by: siren.mute.by, reason: siren.mute.reason})
      : siren.available ? null : siren.unavailableBecause;
    this.siren.replaceChildren(el('p', {class: 'words'}, icon(kind === 'muted' ? 'muted' : 'siren'),
      el('span', {}, words, note ? el('small', {dir: 'auto', title: note}, note) : null)),
    ...(this.act ? [this.buttons(siren)] : []));
    if (wasFocused) (this.siren.querySelector(`[data-act="${wasFocused}"]`) ?? this.siren.querySelector('button'))?.focus();
  }

  buttons(siren) {
    const {id, name} = this.camera;
    const sounds = siren.state !== 'SILENT' && !siren.hushed && !siren.mute;
    const button = (key, kind, run) => el('button', {type: 'button', class: kind, 'data-act': key,
      'aria-label': t('of', {action: t(key), name}), onclick: run}, t(key));
    return el('div', {class: 'acts'},
      sounds ? button('silence', 'danger', () => this.act(t('silence'), () => api.silence(id))) : null,
      siren.mute ? button('unmute', '', () => this.act(t('unmute'), () => api.unmute(id)))
        : button('mute', '', () => askMute(name, (minutes, reason) => this.act(t('doMute'),
          () => api.mute(id, minutes, reason)))),
      siren.mute || sounds ? null
        : button('test', '', () => askTest(name, () => this.act(t('test'), () => api.testSiren(id)))));
  }

  resize() {
    this.large = !this.large;
    this.node.classList.toggle('large', this.large);
    this.picture.hurry(this.large);
    this.labelEnlarge();
    this.node.scrollIntoView({block: 'nearest'});
  }

  labelEnlarge() {
    const action = t(this.large ? 'shrink' : 'enlarge');
    this.enlarge.setAttribute('aria-label', t('of', {action, name: this.camera.name}));
    this.enlarge.setAttribute('aria-pressed', String(Boolean(this.large)));
    this.enlarge.title = action;
    this.enlarge.replaceChildren(icon(this.large ? 'shrink' : 'enlarge'));
  }

  close() {
    this.picture.close();
    this.node.remove();
  }
}

function sirenWords(siren) {
  if (siren.mute) return [t('mutedUntil', {time: shortClock(siren.mute.until)}), 'muted'];
  if (siren.state === 'SOUNDING') return [t('sirenSOUNDING'), 'sounding'];
  if (siren.state === 'FAILING') return [t('sirenFAILING'), 'failing'];
  if (siren.hushed) return [t('sirenHushed'), 'muted'];
  return siren.available ? [t('sirenSILENT'), 'silent'] : [t('sirenNone'), 'failing'];
}
