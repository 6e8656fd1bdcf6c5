// Two minutes of confidence: a filled line, with the two thresholds it is held against.
import {number, t} from './i18n.js';
import {svg} from './dom.js';

const SECONDS = 120;
const HEIGHT = 40;

export class Sparkline {
  constructor(thresholds) {
    this.values = [];
    this.area = svg('path', {class: 'area'});
    this.line = svg('path', {class: 'line', 'vector-effect': 'non-scaling-stroke'});
    this.node = svg('svg', {class: 'sparkline', viewBox: `0 0 ${SECONDS - 1} ${HEIGHT}`, preserveAspectRatio: 'none',
      role: 'img'}, threshold(thresholds.alert, 'alert'), threshold(thresholds.crime, 'crime'), this.area, this.line);
  }

  begin(history) {
    this.values = history.slice(-SECONDS);
    this.draw();
  }

  add(value) {
    this.values.push(value);
    if (this.values.length > SECONDS) this.values.shift();
    this.draw();
  }

  draw() {
    const from = SECONDS - this.values.length;
    const points = this.values.map((value, i) => `${from + i} ${y(value)}`);
    this.line.setAttribute('d', points.length > 1 ? 'M' + points.join('L') : '');
    this.area.setAttribute('d', points.length > 1
      ? `M${from} ${HEIGHT}L${points.join('L')}L${SECONDS - 1} ${HEIGHT}Z` : '');
    this.node.setAttribute('aria-label', t('sparkline', {now: number(this.values.at(-1) ?? 0),
      most: number(Math.max(0, ...this.values))}));
  }
}

const y = value => Math.round((HEIGHT - 1 - value / 100 * (HEIGHT - 2)) * 10) / 10;

const threshold = (value, name) => svg('path', {class: `threshold ${name}`, 'vector-effect': 'non-scaling-stroke',
  d: `M0 ${y(value)}H${SECONDS - 1}`});
