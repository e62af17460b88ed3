/* Choosing a node, a link or an article; in big graphs, drawing what is not drawn yet. */

const spiral = (step, far) => [0, 1].map((axis) => Math.round((far + 46 * Math.sqrt(step)) * (axis ? Math.sin : Math.cos)(step * 2.4)));
/* where all nodes stand while all articles are shown */
const overall = new Map(data.nodes.map((node) => [node.id, [node.x, node.y]]));

function addNodes(wanted, [x, y], far) {
  wanted.forEach((n, step) => {
    const [right, down] = spiral(step, far);
    overall.set(n, [x + right, y + down]);
    nodes.add({ ...spareNodes.get(n), x: x + right, y: y + down });
    spareNodes.delete(n);
  });
  for (const [id, edge] of [...spareEdges]) {
    if (nodes.get(edge.from) && nodes.get(edge.to)) {
      edges.add(edge);
      spareEdges.delete(id);
    }
  }
  tellPartial();
}

function outside() {
  const places = [...overall.values()];
  return [Math.max(0, ...places.map((p) => p[0])) + 600, Math.min(0, ...places.map((p) => p[1])) + 200];
}

function draw(i) {
  if (nodes.get(i)) return;
  const around = [...neighbours(i)];
  const anchor = around.find((n) => nodes.get(n));
  const wanted = [i, ...around].filter((n) => spareNodes.has(n)).slice(0, PULLED);
  addNodes(wanted, anchor === undefined ? outside() : overall.get(anchor), anchor === undefined ? 0 : 150);
}

function tellPartial() {
  const things = (ids) => ids.filter((i) => !isArticle(i)).length;
  const missing = things([...spareNodes.keys()]), drawn = things(nodes.getIds());
  at("partial").hidden = !missing;
  at("partial").textContent = fill(word("partial"), { drawn: number(drawn), all: number(drawn + missing) });
}

/* ---- choosing ------------------------------------------------------------------------------------------- */

function choose(i, { move = true, quiet = false } = {}) {
  const entity = entities[i];
  draw(i);
  if (entity.k !== "article") state.hiddenKinds.delete(entity.k);
  if (state.article !== null && !entity.a.includes(state.article)) limitTo(null);
  Object.assign(state, { node: i, link: null });
  refresh();
  network.selectNodes([i], false);
  if (move) frame([i, ...neighbours(i)]);
  if (!quiet) say(fill(word("selected"), { name: nameOf(i) }));
}

function chooseLink(e) {
  Object.assign(state, { node: null, link: e });
  refresh();
  say(fill(word("selected"), { name: linkName(links[e]) }));
}

function clear() {
  if (state.node === null && state.link === null) {
    if (state.article !== null) showAll();
    return;
  }
  Object.assign(state, { node: null, link: null });
  network.unselectAll();
  refresh();
  say(word("cleared"));
}

function showAll() {
  state.hiddenKinds = new Set(["article"]);
  state.hiddenEdges = new Set();
  limitTo(null);
  refresh();
  frame(nodes.getIds());
}

function refresh() {
  paint();
  drawLegend();
  drawPanel();
  at("article").value = state.article === null ? "" : String(state.article);
  remember();
}

/* an article is shown in its own arrangement; the overall one comes back with all articles */
function limitTo(a) {
  state.article = a;
  let view = [...overall].map(([i, place]) => [i, ...place]);
  if (a !== null) {
    const named = [articles[a].n, ...naming[a]];
    addNodes(named.filter((n) => spareNodes.has(n)), outside(), 0);
    view = data.views[a] ?? named.map((n, step) => [n, ...spiral(3 * step, 0)]);
  }
  nodes.update(view.filter(([i]) => nodes.get(i)).map(([id, x, y]) => ({ id, x, y })));
}

const say = (text) => (at("said").textContent = text);
