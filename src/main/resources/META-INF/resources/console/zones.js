// A camera's zones over its picture: where they are, their names, and whether they are forbidden now.
import {svg} from './dom.js';

const LINE = 13;
/** The tile's head covers this share of the picture. */
const HEAD = 0.2;

export function zoneShape(zone, width, height) {
  const corners = zone.corners.map(({x, y}) => [x * width, y * height]);
  const points = corners.map(corner => corner.map(value => Math.round(value * 10) / 10).join(',')).join(' ');
  const [x, y] = labelPlace(corners, Math.max(HEAD * height, LINE));
  // A camera's picture is not mirrored in a right-to-left page; a name's letters go their own way.
  const name = svg('text', {x, y, class: 'zone-name', direction: 'ltr'});
  name.textContent = `\u2068${zone.name}\u2069`;
  return svg('g', {class: 'zone', 'data-kind': zone.kind, 'data-in-force': zone.inForce},
    svg('polygon', {points, class: 'shade'}), svg('polygon', {points, class: 'edge'}), name);
}

/** The middle of the widest stretch of the zone, a line below its top. */
function labelPlace(corners, least) {
  const heights = corners.map(([, y]) => y);
  const top = Math.min(...heights);
  const bottom = Math.max(...heights);
  const y = Math.min(Math.max(top + LINE, least), Math.max((top + bottom) / 2, least));
  const across = Math.min(y - 4, bottom - 0.1);
  const crossings = [];
  corners.forEach(([x1, y1], i) => {
    const [x2, y2] = corners[(i + 1) % corners.length];
    if (y1 > across !== y2 > across) crossings.push(x1 + (across - y1) / (y2 - y1) * (x2 - x1));
  });
  crossings.sort((a, b) => a - b);
  let [left, right] = [corners[0][0], corners[0][0]];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    if (crossings[i + 1] - crossings[i] > right - left) [left, right] = [crossings[i], crossings[i + 1]];
  }
  return [(left + right) / 2, y].map(value => Math.round(value * 10) / 10);
}
