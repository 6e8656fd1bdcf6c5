// The golden pictures, by integer formula, so that Java (GoldenPictures) draws exactly the same bytes.
// 448x256 RGB, row by row. A soft background, and capsules (bodies and limbs) shaded across their width.

export const WIDTH = 448;
export const HEIGHT = 256;

// One capsule: x1, y1, x2, y2, radius, red, green, blue. All integers.
const person = (x, y, s) => [
  [x, y - 46 * s, x, y - 44 * s, 7 * s, 205, 160, 135],                    // head
  [x, y - 32 * s, x, y - 4 * s, 10 * s, 60, 80, 140],                      // trunk
  [x - 10 * s, y - 34 * s, x - 17 * s, y - 16 * s, 4 * s, 60, 80, 140],    // arms
  [x - 17 * s, y - 16 * s, x - 18 * s, y, 3 * s, 205, 160, 135],
  [x + 10 * s, y - 34 * s, x + 17 * s, y - 16 * s, 4 * s, 60, 80, 140],
  [x + 17 * s, y - 16 * s, x + 18 * s, y, 3 * s, 205, 160, 135],
  [x - 5 * s, y, x - 7 * s, y + 24 * s, 5 * s, 40, 40, 46],                // legs
  [x - 7 * s, y + 24 * s, x - 7 * s, y + 48 * s, 4 * s, 40, 40, 46],
  [x + 5 * s, y, x + 7 * s, y + 24 * s, 5 * s, 40, 40, 46],
  [x + 7 * s, y + 24 * s, x + 7 * s, y + 48 * s, 4 * s, 40, 40, 46],
];

export const SCENES = {
  one_person: person(220, 130, 2),
  two_people: [...person(120, 140, 1), ...person(300, 150, 2)],
  empty_room: [],
};

export function draw(capsules) {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = (y * WIDTH + x) * 3;
      const grain = (x * 7 + y * 13 + ((x * y) >> 3)) & 7;
      const ground = 120 + (y >> 2) - (x >> 4) + grain;
      pixels[i] = ground;
      pixels[i + 1] = ground - 4;
      pixels[i + 2] = ground - 10;
      for (const capsule of capsules) paint(pixels, i, x, y, capsule);
    }
  }
  return pixels;
}

function paint(pixels, i, x, y, [x1, y1, x2, y2, radius, red, green, blue]) {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = dx * dx + dy * dy;
  // The nearest point of the axis, in 1/256 pixels; every division rounds towards zero, in Java too.
  const along = Math.min(Math.max((x - x1) * dx + (y - y1) * dy, 0), length);
  const nx = x1 * 256 + (length === 0 ? 0 : Math.trunc((dx * along * 256) / length));
  const ny = y1 * 256 + (length === 0 ? 0 : Math.trunc((dy * along * 256) / length));
  const ex = x * 256 - nx;
  const ey = y * 256 - ny;
  const distance = ex * ex + ey * ey;
  const reach = radius * radius * 65536;
  if (distance > reach) return;
  const light = 256 - Math.trunc((distance * 112) / reach);
  pixels[i] = (red * light) >> 8;
  pixels[i + 1] = (green * light) >> 8;
  pixels[i + 2] = (blue * light) >> 8;
}
