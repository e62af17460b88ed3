/* The network on the canvas: what is shown, bright, or dimmed. */

const touching = entities.map(() => []);
links.forEach((link, i) => {
  touching[link.s].push(i);
  if (link.t !== link.s) touching[link.t].push(i);
});
const naming = articles.map(() => []); // article -> the nodes it names
entities.forEach((entity, i) => entity.k !== "article" && entity.a.forEach((a) => naming[a].push(i)));

/* labels are drawn by `drawLabels`, not by vis-network: its own overlap, and vanish when the view is far */
const lines = new Map([...data.nodes, ...data.moreNodes].map((node) => [node.id, node.label]));
const sizes = new Map([...data.nodes, ...data.moreNodes].map((node) => [node.id, node.size]));
const bare = ({ label, font, ...rest }) => rest;
const letters = new Map([...data.nodes, ...data.moreNodes].map((node) => [node.id, node.font.size]));
const nodes = new vis.DataSet(data.nodes.map(bare));
const edges = new vis.DataSet(data.edges);
const spareNodes = new Map(data.moreNodes.map((node) => [node.id, bare(node)]));
const spareEdges = new Map(data.moreEdges.map((edge) => [edge.id, edge]));
const network = new vis.Network(at("graph"), { nodes, edges }, data.options);
const isArticle = (i) => entities[i].k === "article";

function neighbours(i) {
  if (isArticle(i)) return new Set(naming[entities[i].a[0]]);
  return new Set(touching[i].map((e) => (links[e].s === i ? links[e].t : links[e].s)));
}

function shown(i) {
  if (state.node === i) return true;
  const entity = entities[i];
  return !state.hiddenKinds.has(entity.k) && (state.article === null || entity.a.includes(state.article));
}

/* the article's lines to what it names exist only while articles are shown: they would swamp the rest */
function syncNaming() {
  const wanted = new Set();
  articles.forEach((article, a) => {
    if (nodes.get(article.n) && shown(article.n)) naming[a].forEach((n) => nodes.get(n) && wanted.add(`${a}>${n}`));
  });
  const have = edges.getIds().filter((id) => typeof id === "string");
  edges.remove(have.filter((id) => !wanted.has(id)));
  const held = new Set(have);
  edges.add([...wanted].filter((id) => !held.has(id)).map((id) => {
    const [a, n] = id.split(">").map(Number);
    return { id, from: articles[a].n, to: n, width: 0.6, dashes: [2, 4], arrows: "", color: { color: edgeLooks.names[0] } };
  }));
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
let boost = 1; // how much larger shapes and lines are drawn, so that a far view still shows them
let spoken = []; // the links whose label is written
let lit = null; // the nodes that stay bright beside a chosen one; null: all

function paint() {
  syncNaming();
  let near = null; // the nodes that stay bright
  if (state.node !== null) near = neighbours(state.node).add(state.node);
  else if (state.link !== null) near = new Set([links[state.link].s, links[state.link].t]);
  lit = near;
  spoken = [];
  nodes.update(nodes.getIds().map((i) => {
    const bright = !near || near.has(i);
    return { id: i, hidden: !shown(i), opacity: bright ? 1 : FADED, size: sizes.get(i) * Math.min(boost, 1.6), borderWidth: (i === state.node ? 4 : 1.5) * boost ** 0.5 };
  }));
  edges.update(edges.getIds().map((id) => {
    const naming = typeof id === "string";
    const link = naming ? null : links[id];
    const ends = naming ? [articles[+id.split(">")[0]].n, +id.split(">")[1]] : [link.s, link.t];
    const here = naming
      ? !state.hiddenEdges.has("names")
      : !state.hiddenEdges.has(link.k) && (state.article === null || link.a.includes(state.article) || !link.a.length);
    const focused = state.node !== null ? ends.includes(state.node) : id === state.link;
    const bright = !near || focused;
    const colour = edgeLooks[naming ? "names" : link.k];
    if (!naming && here && shown(ends[0]) && shown(ends[1]) && (near ? focused : colour[1])) spoken.push(id);
    return {
      id, hidden: !here || !shown(ends[0]) || !shown(ends[1]),
      color: { color: colour[0], opacity: bright ? (near ? 1 : 0.85) : FADED },
      width: (naming ? 0.6 : near && focused ? 2.4 : 1.2) * boost ** 1.4,
    };
  }));
  at("reset").disabled = state.node === null && state.link === null;
}

const room = () => [at("graph").clientWidth, at("graph").clientHeight];

function frame(ids, animation = glide, [width, height] = room()) {
  const there = ids.filter((i) => nodes.get(i) && shown(i)).map((i) => network.getPosition(i));
  if (!there.length) return;
  const [left, right] = [Math.min(...there.map((p) => p.x)), Math.max(...there.map((p) => p.x))];
  const [up, down] = [Math.min(...there.map((p) => p.y)), Math.max(...there.map((p) => p.y))];
  // room for the outermost labels, which keep their size on the screen
  const scale = Math.min((width - 130) / (right - left + 40), (height - 130) / (down - up + 40), CLOSEST);
  network.moveTo({ position: { x: (left + right) / 2, y: (up + down) / 2 }, scale: Math.max(scale, 0.02), animation });
  settle();
}
