// The few things one wants of the DOM.

/** An element: tag, attributes (on... are listeners, null leaves one out), children (texts or elements). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

/** The same in SVG. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Sets a text only where it differs: what has not changed must not be announced again. */
export function text(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

/** Sets or takes away an attribute. */
export function attribute(node, name, value) {
  if (value === null || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? '' : value);
}

const ICONS = {
  siren: 'M7 18v-6a5 5 0 0 1 10 0v6M5 18h14v3H5zM12 2v2M4.200 5.200l1.500 1.500M19.800 5.200l-1.500 1.500',
  muted: 'M7 18v-6a5 5 0 0 1 10 0v6M5 18h14v3H5zM3 3l18 18',
  eye: 'M2 12c4-7 16-7 20 0-4 7-16 7-20 0zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  blind: 'M2 12c4-7 16-7 20 0-4 7-16 7-20 0zM3 3l18 18',
  enlarge: 'M9 3H3v6M15 21h6v-6M3 3l7 7M21 21l-7-7',
  shrink: 'M3 9h6V3M21 15h-6v6M9 9L3 3M15 15l6 6',
  test: 'M4 9v6h4l5 4V5L8 9zM16.500 8.500a5 5 0 0 1 0 7',
  hand: 'M12 3v9M8 6v7M16 5v8M5 11v4a7 7 0 0 0 14 0V8',
};

/** One of the line icons; words beside it say the same, so it is hidden from screen readers. */
export function icon(name) {
  return svg('svg', {viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true'}, svg('path', {d: ICONS[name]}));
}
