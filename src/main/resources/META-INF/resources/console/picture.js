// A camera's newest picture with the people the model saw in it, fetched only while it can be seen.
import * as api from './api.js';
import {clock, list, t} from './i18n.js';
import {el, svg, text} from './dom.js';
import {zoneShape} from './zones.js';

const BONES = [[0, 1], [0, 2], [1, 3], [2, 4], [5, 6], [5, 7], [7, 9], [6, 8], [8, 10], [5, 11], [6, 12], [11, 12],
  [11, 13], [13, 15], [12, 14], [14, 16]];
/** Below this score the model guesses a keypoint. */
const SURE = 0.2;
const EVERY = 1000;
const EVERY_IN_INCIDENT = 450;

const onScreen = new IntersectionObserver(entries => {
  for (const entry of entries) entry.target.seen?.(entry.isIntersecting);
});

export class Picture {
  constructor(camera, name) {
    this.camera = camera;
    this.name = name;
    this.busy = false;
    this.visible = false;
    this.image = el('img', {alt: '', class: 'shot'});
    this.image.hidden = true;
    this.overlay = svg('svg', {class: 'overlay', 'aria-hidden': 'true'});
    this.nothing = el('p', {class: 'nothing'}, t('noPicture'));
    this.stamp = el('span', {class: 'stamp'});
    this.node = el('div', {class: 'picture'}, this.image, this.overlay, this.nothing, this.stamp);
    this.node.seen = visible => {
      this.visible = visible;
      if (visible) this.refresh();
    };
    onScreen.observe(this.node);
    this.timer = setInterval(() => this.refresh(), EVERY);
  }

  /** An incident is looked at more often. */
  hurry(wanted) {
    const every = wanted ? EVERY_IN_INCIDENT : EVERY;
    if (every !== this.every) {
      clearInterval(this.timer);
      this.timer = setInterval(() => this.refresh(), every);
      this.every = every;
    }
  }

  async refresh() {
    if (this.busy || !this.visible || document.hidden || !this.node.isConnected) return;
    this.busy = true;
    try {
      const scene = await api.scene(this.camera);
      if (scene && scene.picture !== this.shown) await this.show(scene);
    } catch {
      // The next round tells.
    } finally {
      this.busy = false;
    }
  }

  async show(scene) {
    const next = new Image();
    next.src = api.picture(this.camera, scene.picture);
    await next.decode();
    next.className = 'shot';
    next.width = scene.width;
    next.height = scene.height;
    next.alt = t('picture', {name: this.name, time: clock(scene.time)}) + ', ' + t('people', {n: scene.people.length});
    const forbidden = scene.zones.filter(zone => zone.inForce).map(zone => zone.name);
    if (forbidden.length) next.alt += ', ' + t('zonesInForce', {names: list(forbidden)});
    this.image.replaceWith(next);
    this.image = next;
    this.shown = scene.picture;
    this.nothing.hidden = true;
    this.node.dataset.frame = scene.picture;
    text(this.stamp, clock(scene.time));
    this.draw(scene);
  }

  draw(scene) {
    const {width, height} = scene;
    this.overlay.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const drawn = [...scene.zones.map(zone => zoneShape(zone, width, height)),
      ...scene.people.map(person => skeleton(person.keypoints, width, height))];
    if (scene.box && scene.confidence >= 20) drawn.push(brackets(scene.box, width, height));
    this.overlay.replaceChildren(...drawn);
    this.overlay.dataset.people = scene.people.length;
  }

  close() {
    clearInterval(this.timer);
    onScreen.unobserve(this.node);
  }
}

function skeleton(points, width, height) {
  const at = k => [points[3 * k] * width, points[3 * k + 1] * height];
  const sure = k => points[3 * k + 2] > SURE;
  const bones = BONES.filter(([a, b]) => sure(a) && sure(b))
    .map(([a, b]) => `M${at(a).map(round).join(' ')}L${at(b).map(round).join(' ')}`).join('');
  const joints = [];
  for (let k = 0; k < points.length / 3; k++) {
    if (sure(k)) joints.push(svg('circle', {cx: round(at(k)[0]), cy: round(at(k)[1]), r: 1.9, class: 'joint'}));
  }
  return svg('g', {class: 'person'}, svg('path', {d: bones, class: 'shade'}), svg('path', {d: bones, class: 'bone'}),
    ...joints);
}

/** The place of the evidence, by its four corners. */
function brackets(box, width, height) {
  const [l, t0, r, b] = [box.left * width, box.top * height, box.right * width, box.bottom * height].map(round);
  const arm = round(Math.min(r - l, b - t0) / 5);
  const d = `M${l} ${t0 + arm}V${t0}H${l + arm}M${r - arm} ${t0}H${r}V${t0 + arm}`
    + `M${r} ${b - arm}V${b}H${r - arm}M${l + arm} ${b}H${l}V${b - arm}`;
  return svg('path', {d, class: 'evidence'});
}

const round = value => Math.round(value * 10) / 10;
