/* Labels: as on a map, each in a readable size, the best connected first, none over another. */

const FACE = '"Segoe UI", Roboto, Arial, "Noto Sans", sans-serif';
const ranked = entities.map((_, i) => i).sort((a, b) => entities[b].g - entities[a].g || a - b);
const widths = new Map(); // font and text -> pixels

function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

function labelOf(i, near) {
  if (!near) return [cut(nameOf(i), 28)];
  return ((state.language === "en" && entities[i].w) || lines.get(i)).split("\n");
}

function drawLabels(context) {
  const scale = network.getScale(), ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = context.canvas.parentElement;
  const first = lit ? ranked.filter((i) => lit.has(i)) : ranked;
  const order = state.node === null ? first : [state.node, ...first.filter((i) => i !== state.node)];
  // a far view names the best connected only, about one name on every 150 x 80 pixels
  const far = scale <= 0.45 && !lit;
  const most = !far ? MOST_LABELS : Math.min(MOST_LABELS, Math.round((width * height) / 12000));
  const spots = new Map(); // the nodes in sight, on the screen
  for (const i of nodes.getIds()) {
    const spot = shown(i) ? network.canvasToDOM(network.getPosition(i)) : { x: -1 };
    if (spot.x >= 0 && spot.y >= 0 && spot.x <= width && spot.y <= height) spots.set(i, { ...spot, r: nodes.get(i).size * scale });
  }
  const shapes = lit ? [] : [...spots.values()];
  const covers = (box) => shapes.filter((s) => box[0] < s.x + s.r && box[2] > s.x - s.r && box[1] < s.y + s.r && box[3] > s.y - s.r).length;
  const taken = [];
  const free = (box) => taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3.5, strokeStyle: "#fcfcfb", fillStyle: INK });
  for (const i of order) {
    if (taken.length >= most) break;
    const spot = spots.get(i);
    if (!spot) continue;
    const size = letters.get(i);
    const pixels = Math.min(Math.max(size * scale, 11 + (size - 13) * 0.3), 17);
    context.font = `${i === state.node || size > 16 ? "600 " : ""}${pixels.toFixed(1)}px ${FACE}`;
    const text = labelOf(i, scale > 0.45);
    const wide = Math.max(...text.map((line) => widthOf(context, line))) / 2 + 2;
    const high = text.length * pixels * 1.18, off = spot.r + 3;
    const pad = far ? 5 : 0;
    let best = null;
    for (const [dx, dy] of [[0, off], [0, -off - high], [wide + off, -high / 2], [-wide - off, -high / 2]]) {
      const box = [spot.x + dx - wide - pad, spot.y + dy - pad, spot.x + dx + wide + pad, spot.y + dy + high + pad];
      const outside = box[0] < 0 || box[2] > width || box[3] > height;
      const hidden = (free(box) && !outside) || i === state.node ? covers(box) : Infinity;
      if (hidden <= (far && taken.length < NAMED_FIRST ? 8 : 1) && (!best || hidden < best.hidden)) best = { dx, dy, box, hidden };
      if (hidden === 0) break;
    }
    if (!best) continue;
    taken.push(best.box);
    text.forEach((line, row) => {
      const where = [spot.x + best.dx, spot.y + best.dy + row * pixels * 1.18];
      context.strokeText(line, ...where);
      context.fillText(line, ...where);
    });
  }
  context.restore();
}

/* a link's label lies along its line, and only where the line is long enough to carry it */
function drawLinkLabels(context) {
  const scale = network.getScale(), ratio = window.devicePixelRatio || 1;
  if (scale < 0.55 && !lit) return;
  const pixels = Math.min(Math.max(10.5 * scale, 10), 13);
  const seen = nodes.getIds().filter((i) => shown(i) && (!lit || lit.has(i)))
    .map((i) => ({ i, ...network.canvasToDOM(network.getPosition(i)), r: nodes.get(i).size * scale }));
  for (const e of spoken) {
    const link = links[e];
    const [a, b] = [link.s, link.t].map((i) => network.canvasToDOM(network.getPosition(i)));
    const room = Math.hypot(b.x - a.x, b.y - a.y) - (nodes.get(link.s).size + nodes.get(link.t).size) * scale - 16;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, { font: `${pixels.toFixed(1)}px ${FACE}`, textAlign: "center", textBaseline: "middle" });
    const full = linkName(link);
    const text = widthOf(context, full) <= room ? full : cut(full, Math.floor((full.length * room) / widthOf(context, full)));
    const bend = edges.get(e).smooth;
    const side = bend?.enabled ? (bend.type === "curvedCW" ? 1 : -1) * bend.roundness * 0.5 : 0;
    const middle = { x: (a.x + b.x) / 2 - side * (b.y - a.y), y: (a.y + b.y) / 2 + side * (b.x - a.x) };
    const onShape = seen.some(({ i, x, y, r }) => i !== link.s && i !== link.t && Math.hypot(x - middle.x, y - middle.y) < r + 8);
    if (text.length > 4 && !onShape) {
      const leftward = b.x < a.x;
      context.translate(middle.x, middle.y);
      context.rotate(Math.atan2(b.y - a.y, b.x - a.x) + (leftward ? Math.PI : 0));
      // the line must not run on through the spaces between the words
      const half = widthOf(context, text) / 2 + 3;
      context.fillStyle = "#fcfcfb";
      context.fillRect(-half, -pixels * 0.62, 2 * half, pixels * 1.2);
      context.fillStyle = "#4a515c";
      context.fillText(text, 0, 0);
    }
    context.restore();
  }
}
network.on("afterDrawing", (context) => {
  drawLinkLabels(context);
  drawLabels(context);
});

/* shapes and lines grow, in steps, as the view moves away */
let settling = 0;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const wanted = Math.min(Math.max(1.25 ** Math.round(Math.log(0.45 / network.getScale()) / Math.log(1.25)), 1), 3);
    if (wanted !== boost) {
      boost = wanted;
      paint();
    }
  }, 80);
}
network.on("zoom", settle);
network.on("animationFinished", settle);

/* until somebody moves the view, it fits whatever size the window takes */
let moved = false;
["zoom", "dragStart", "click"].forEach((event) => network.on(event, () => (moved = true)));
network.on("resize", () => !moved && state.node === null && frame(nodes.getIds(), false));
