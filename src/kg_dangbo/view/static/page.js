/* The page's behaviour. Everything that comes from an article is data: it is set with textContent or drawn on the
   canvas, never parsed as HTML, and an address becomes a link only if it is http or https. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { entities, links, facts, quotes, articles, kinds, looks, edgeLooks } = data;
  const at = (id) => document.getElementById(id);
  const RESULTS = 60, SHOWN_FACTS = 8, LISTED = 12, PULLED = 40, MOST_LABELS = 350, NAMED_FIRST = 25;
  const INK = "#1f2430", FADED = 0.1;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const glide = calm ? false : { duration: 350, easingFunction: "easeInOutQuad" };

  /* ---- state: all of it; `paint` makes the canvas follow ------------------------------------------------- */

  const state = {
    language: "vi",
    hiddenKinds: new Set(["article"]),
    hiddenEdges: new Set(),
    article: null, // position of the article that the picture is limited to
    node: null, // position of the chosen node
    link: null, // position of the chosen link
  };
  const word = (...path) => path.reduce((found, key) => found && found[key], data.words[state.language]) ?? path.at(-1);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const number = (value) => value.toLocaleString(state.language === "vi" ? "vi-VN" : "en-GB");
  const named = (pair) => (state.language === "en" ? pair[1] : pair[0]);
  const nameOf = (i) => (state.language === "en" && entities[i].e) || entities[i].v;
  const dateOf = (iso) => /^\d{4}(-\d\d){0,2}$/.test(iso) ? iso.split("-").reverse().join("/") : iso;
  const linkName = (link) => (link.l ? named(link.l) : word("edge", link.k));

  /* ---- the network ---------------------------------------------------------------------------------------- */

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

  function frame(ids, animation = glide) {
    const there = ids.filter((i) => nodes.get(i) && shown(i)).map((i) => network.getPosition(i));
    if (!there.length) return;
    const [left, right] = [Math.min(...there.map((p) => p.x)), Math.max(...there.map((p) => p.x))];
    const [up, down] = [Math.min(...there.map((p) => p.y)), Math.max(...there.map((p) => p.y))];
    // room for the outermost labels, which keep their size on the screen
    const { clientWidth: width, clientHeight: height } = at("graph");
    const scale = Math.min((width - 130) / (right - left + 40), (height - 130) / (down - up + 40), 1.2);
    network.moveTo({ position: { x: (left + right) / 2, y: (up + down) / 2 }, scale: Math.max(scale, 0.02), animation });
    settle();
  }

  /* ---- labels: as on a map, each in a readable size, the best connected first, none over another ---------- */

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
    const { clientWidth: width, clientHeight: height } = at("graph");
    const first = lit ? ranked.filter((i) => lit.has(i)) : ranked;
    const order = state.node === null ? first : [state.node, ...first.filter((i) => i !== state.node)];
    // a far view names the best connected only, about one name on every 150 x 80 pixels
    const most = scale > 0.45 || lit ? MOST_LABELS : Math.min(MOST_LABELS, Math.round((width * height) / 12000));
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
      const pad = scale > 0.45 || lit ? 0 : 5;
      let best = null;
      for (const [dx, dy] of [[0, off], [0, -off - high], [wide + off, -high / 2], [-wide - off, -high / 2]]) {
        const box = [spot.x + dx - wide - pad, spot.y + dy - pad, spot.x + dx + wide + pad, spot.y + dy + high + pad];
        const outside = box[0] < 0 || box[2] > width || box[3] > height;
        const hidden = (free(box) && !outside) || i === state.node ? covers(box) : Infinity;
        if (hidden <= (taken.length < NAMED_FIRST ? 8 : 1) && (!best || hidden < best.hidden)) best = { dx, dy, box, hidden };
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
    for (const e of spoken) {
      const link = links[e];
      const [a, b] = [link.s, link.t].map((i) => network.canvasToDOM(network.getPosition(i)));
      const room = Math.hypot(b.x - a.x, b.y - a.y) - (nodes.get(link.s).size + nodes.get(link.t).size) * scale - 16;
      context.save();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      Object.assign(context, { font: `${pixels.toFixed(1)}px ${FACE}`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3, strokeStyle: "#fcfcfb", fillStyle: "#4a515c" });
      const full = linkName(link);
      const text = widthOf(context, full) <= room ? full : cut(full, Math.floor((full.length * room) / widthOf(context, full)));
      if (text.length > 4) {
        const bend = edges.get(e).smooth;
        const side = bend?.enabled ? (bend.type === "curvedCW" ? 1 : -1) * bend.roundness * 0.5 : 0;
        const leftward = b.x < a.x;
        context.translate((a.x + b.x) / 2 - side * (b.y - a.y), (a.y + b.y) / 2 + side * (b.x - a.x));
        context.rotate(Math.atan2(b.y - a.y, b.x - a.x) + (leftward ? Math.PI : 0));
        context.strokeText(text, 0, 0);
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


  /* ---- big graphs: what is not drawn yet is drawn when it is chosen ---------------------------------------- */

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

  /* ---- small makers --------------------------------------------------------------------------------------- */

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "text") element.textContent = value;
      else if (key === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
      else if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function mark(kind) {
    const [colour, outline, shape] = looks[kind];
    const outer = make("i"), inner = make("i");
    outer.style.background = outline;
    inner.style.background = colour;
    return make("span", { class: `mark ${shape}`, "aria-hidden": "true" }, outer, inner);
  }

  function goTo(i) {
    const open = (event) => {
      event.preventDefault();
      choose(i);
    };
    return make("a", { href: `#${addressOf(i)}`, text: nameOf(i), on: { click: open } });
  }

  function outLink(url, text) {
    if (!/^https?:\/\//i.test(url)) return null;
    return make("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", text });
  }

  /* ---- the panel ------------------------------------------------------------------------------------------ */

  function quotation(q) {
    const [a, , exact, prefix, suffix, rule, confidence] = quotes[q];
    const article = articles[a];
    const told = [article.p, article.d && dateOf(article.d)].filter(Boolean).join(", ");
    const sure = confidence ? `${word("rule")} ${rule}, ${word("confidence")} ${confidence}` : rule;
    const line = make("p", { title: sure }, "“", prefix ? `…${prefix}` : "", make("mark", { text: exact }), suffix ? `${suffix}…` : "", "”");
    return make("blockquote", {}, line, source(a, told));
  }

  function source(a, told) {
    const article = articles[a];
    const footer = make("footer", {}, goTo(article.n), told ? ` (${told}) ` : " ");
    const link = outLink(article.u, `${word("openArticle")} ↗`);
    if (link) footer.append(link);
    return footer;
  }

  function cellValue([, type, value]) {
    if (type === "n") return goTo(value);
    if (type === "c") return document.createTextNode(named(value));
    return document.createTextNode(type === "d" ? dateOf(value) : value);
  }

  function factCard(f, self) {
    const fact = facts[f];
    const list = make("dl");
    for (const cell of fact.c) {
      if (cell[1] === "n" && cell[2] === self) continue;
      const value = cell[0] === "status" && cell[1] === "t" ? document.createTextNode(word("status", cell[2])) : cellValue(cell);
      list.append(make("dt", { text: word("cell", cell[0]) }), make("dd", {}, value));
    }
    const card = make("article", { class: "fact" }, list.children.length ? list : null);
    if (fact.q.length) {
      card.append(quotation(fact.q[0]));
      const rest = fact.q.slice(1);
      if (rest.length) card.append(moreButton(rest.length, () => rest.map(quotation)));
    } else if (fact.a.length) {
      const where = make("blockquote", {}, make("p", { text: `${word("noQuotation")}. ${word("statedIn")}:` }));
      fact.a.forEach((a) => where.append(source(a, articles[a].d && dateOf(articles[a].d))));
      card.append(where);
    }
    return card;
  }

  function moreButton(count, elements) {
    const button = make("button", { type: "button", class: "quiet", text: fill(word("more"), { count: number(count) }) });
    button.addEventListener("click", () => button.replaceWith(...elements()));
    return button;
  }

  function group(title, ids, self) {
    const cards = (some) => some.map((f) => factCard(f, self));
    const section = make("section", {}, make("h3", { text: `${title} (${number(ids.length)})` }), ...cards(ids.slice(0, SHOWN_FACTS)));
    const rest = ids.slice(SHOWN_FACTS);
    if (rest.length) section.append(moreButton(rest.length, () => cards(rest)));
    return section;
  }

  function top(kind, title) {
    const close = make("button", { type: "button", class: "close", "aria-label": word("close"), text: "×", on: { click: clear } });
    return make("div", { class: "top" }, kind ? mark(kind) : null, make("h2", { text: title }), close);
  }

  function byKind(ids) {
    const groups = new Map();
    ids.forEach((f) => groups.set(facts[f].k, [...(groups.get(facts[f].k) ?? []), f]));
    return Object.keys(data.words.vi.fact).filter((kind) => groups.has(kind)).map((kind) => [kind, groups.get(kind)]);
  }

  function nodePanel(i) {
    const entity = entities[i];
    const parts = [top(entity.k, nameOf(i))];
    const about = [word("kind", entity.k)];
    if (!isArticle(i)) about.push(fill(word("links"), { count: number(entity.g) }));
    parts.push(make("p", { class: "kind", text: about.join(" · ") }));
    if (isArticle(i)) parts.push(...articleParts(entity.a[0]));
    else if (entity.o.length) parts.push(make("p", {}, make("span", { class: "hint", text: `${word("otherNames")}: ` }), entity.o.join("; ")));
    for (const [kind, ids] of byKind(entity.f)) parts.push(group(word("fact", kind), ids, i));
    if (!isArticle(i) && entity.a.length) {
      const list = make("ul", {}, ...entity.a.slice(0, LISTED).map((a) => make("li", {}, goTo(articles[a].n), articles[a].d ? ` (${dateOf(articles[a].d)})` : "")));
      const rest = entity.a.slice(LISTED);
      parts.push(make("section", {}, make("h3", { text: `${word("namedIn")} (${number(entity.a.length)})` }), list));
      if (rest.length) list.append(moreButton(rest.length, () => rest.map((a) => make("li", {}, goTo(articles[a].n)))));
    }
    return parts;
  }

  function articleParts(a) {
    const article = articles[a];
    const told = [article.p, article.d && dateOf(article.d)].filter(Boolean).join(", ");
    const link = outLink(article.u, `${word("openArticle")} ↗`);
    const parts = [make("p", {}, told ? `${told} ` : "", link)];
    for (const kind of kinds) {
      const here = naming[a].filter((n) => entities[n].k === kind);
      if (!here.length) continue;
      const list = make("ul", {}, ...here.map((n) => make("li", {}, goTo(n))));
      parts.push(make("section", {}, make("h3", { text: `${word("kind", kind)} (${number(here.length)})` }), list));
    }
    return parts;
  }

  function linkPanel(e) {
    const link = links[e];
    const parts = [top(null, linkName(link))];
    parts.push(make("p", { class: "kind" }, goTo(link.s), " → ", goTo(link.t)));
    for (const [kind, ids] of byKind(link.f)) parts.push(group(word("fact", kind), ids, null));
    return parts;
  }

  function introPanel() {
    const best = entities.map((_, i) => i).filter((i) => !isArticle(i) && entities[i].g > 0)
      .sort((a, b) => entities[b].g - entities[a].g || a - b).slice(0, LISTED);
    const list = make("ol", {}, ...best.map((i) => make("li", {}, goTo(i), ` (${number(entities[i].g)})`)));
    return [make("div", { class: "intro" }, make("h2", { text: word("introTitle") }),
      ...["intro1", "intro2", "intro3"].map((key) => make("p", { text: word(key) })), make("h3", { text: word("most") }), list)];
  }

  function drawPanel() {
    const panel = at("panel");
    // the page of an article that the picture is limited to stands where the introduction does
    const node = state.node ?? (state.article === null || state.link !== null ? null : articles[state.article].n);
    panel.replaceChildren(...(node !== null ? nodePanel(node) : state.link !== null ? linkPanel(state.link) : introPanel()));
    panel.scrollTop = 0;
  }

  /* ---- legend and filters --------------------------------------------------------------------------------- */

  function toggles(list, keys, hidden, count, sign, label) {
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    list.replaceChildren(...keys.map((key) => {
      const press = () => {
        hidden.has(key) ? hidden.delete(key) : hidden.add(key);
        refresh();
      };
      return make("li", {}, make("button", { type: "button", "data-key": key, "aria-pressed": String(!hidden.has(key)), on: { click: press } },
        sign(key), make("span", { text: label(key) }), make("span", { class: "count", text: number(count(key)) })));
    }));
    if (held) list.querySelector(`[data-key="${held}"]`)?.focus();
  }

  function drawLegend() {
    const within = (a) => state.article === null || a.includes(state.article);
    const nodeCount = new Map(), edgeCount = new Map();
    entities.forEach((entity) => within(entity.a) && nodeCount.set(entity.k, (nodeCount.get(entity.k) ?? 0) + 1));
    links.forEach((link) => within(link.a) && edgeCount.set(link.k, (edgeCount.get(link.k) ?? 0) + 1));
    const present = kinds.filter((kind) => entities.some((entity) => entity.k === kind));
    toggles(at("legend"), present, state.hiddenKinds, (kind) => nodeCount.get(kind) ?? 0, mark, (kind) => word("kind", kind));
    const lines = Object.keys(edgeLooks).filter((kind) => links.some((link) => link.k === kind));
    const stroke = (kind) => {
      const line = make("span", { class: "stroke", "aria-hidden": "true" });
      line.style.borderTopColor = edgeLooks[kind][0];
      return line;
    };
    toggles(at("relations"), lines, state.hiddenEdges, (kind) => edgeCount.get(kind) ?? 0, stroke, (kind) => word("edge", kind));
    const usual = state.hiddenKinds.size === 1 && state.hiddenKinds.has("article");
    at("show-all").hidden = (usual || !state.hiddenKinds.size) && !state.hiddenEdges.size && state.article === null;
  }

  function fillArticles() {
    const option = (value, text) => make("option", { value, text });
    const told = (article) => [article.d && dateOf(article.d), article.t].filter(Boolean).join(" – ");
    at("article").replaceChildren(option("", word("allArticles")), ...articles.map((article, a) => option(String(a), told(article))));
    at("article").value = state.article === null ? "" : String(state.article);
  }

  /* ---- search --------------------------------------------------------------------------------------------- */

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const searchable = entities.map((entity) => {
    const name = fold(entity.v);
    return [name, ` ${[name, fold(entity.e ?? ""), ...entity.o.map(fold)].join(" | ")} `];
  });
  let hits = [], active = -1;

  function search(query) {
    const words = fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    const phrase = words.join(" ");
    const found = [];
    searchable.forEach(([name, all], i) => {
      if (!words.every((part) => all.includes(part))) return;
      const score = name === phrase ? 4 : name.startsWith(phrase) ? 3 : all.includes(` ${phrase}`) ? 2 : words.every((part) => all.includes(` ${part}`)) ? 1 : 0;
      found.push([score, entities[i].g, i]);
    });
    return found.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).map((hit) => hit[2]);
  }

  /* what tells two persons of one name apart: the body of a post */
  function hint(i) {
    const post = touching[i].find((e) => links[e].k === "post" && links[e].s === i);
    return [word("kind", entities[i].k), ...(post === undefined ? [] : [`${linkName(links[post])}, ${nameOf(links[post].t)}`])].join(" · ");
  }

  function showResults() {
    const query = at("search").value;
    hits = search(query);
    active = hits.length ? 0 : -1;
    const some = hits.slice(0, RESULTS);
    at("results").replaceChildren(...some.map((i, n) => make("li", {
      role: "option", id: `hit-${n}`, "aria-selected": String(n === active),
      on: { mousedown: (event) => event.preventDefault(), click: () => pick(n) },
    }, mark(entities[i].k), make("span", {}, nameOf(i), make("small", { text: hint(i) })))));
    const open = some.length > 0;
    at("results").hidden = !open;
    at("search").setAttribute("aria-expanded", String(open));
    const key = hits.length > RESULTS ? "resultsCut" : hits.length ? "results" : "noResults";
    at("found").textContent = fold(query) ? fill(word(key), { count: number(hits.length), shown: number(RESULTS) }) : "";
    follow();
  }

  function follow() {
    [...at("results").children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
    if (active >= 0 && !at("results").hidden) {
      at("search").setAttribute("aria-activedescendant", `hit-${active}`);
      at("results").children[active].scrollIntoView({ block: "nearest" });
    } else at("search").removeAttribute("aria-activedescendant");
  }

  function closeResults() {
    at("results").hidden = true;
    at("search").setAttribute("aria-expanded", "false");
    at("search").removeAttribute("aria-activedescendant");
  }

  function pick(n) {
    if (hits[n] === undefined) return;
    closeResults();
    choose(hits[n]);
  }

  /* ---- language and address ------------------------------------------------------------------------------- */

  function addressOf(node) {
    const hash = new URLSearchParams();
    if (state.language !== "vi") hash.set("lang", state.language);
    if (node !== null) hash.set("node", entities[node].i);
    return hash.toString();
  }

  function remember() {
    const hash = addressOf(state.node);
    const wanted = hash ? `#${hash}` : "";
    if (wanted !== location.hash) history.replaceState(null, "", wanted || location.pathname + location.search);
  }

  function recall() {
    const hash = new URLSearchParams(location.hash.slice(1));
    speak(hash.get("lang") === "en" ? "en" : "vi");
    const node = entities.findIndex((entity) => entity.i === hash.get("node"));
    if (node >= 0) choose(node, { quiet: true });
  }

  function speak(language) {
    state.language = language;
    document.documentElement.lang = language;
    document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = word(element.dataset.word)));
    document.querySelectorAll("[data-title]").forEach((element) => {
      element.title = word(element.dataset.title);
      element.setAttribute("aria-label", word(element.dataset.title));
    });
    document.querySelectorAll("#language button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
      button.setAttribute("aria-label", data.words[button.dataset.language].language);
    });
    if (!data.own) document.querySelector("h1").textContent = document.title = word("title");
    at("search").placeholder = word("searchHint");
    at("graph").setAttribute("aria-label", word("graph"));
    at("controls").setAttribute("aria-label", word("controls"));
    at("panel").setAttribute("aria-label", word("details"));
    const quoted = facts.filter((fact) => fact.q.length).length;
    const things = entities.filter((entity) => entity.k !== "article").length;
    at("counts").textContent = fill(word("counts"), { nodes: number(things), edges: number(links.length), facts: number(quoted), articles: number(articles.length) });
    tellPartial();
    fillArticles();
    refresh();
    if (!at("results").hidden) showResults();
  }

  /* ---- what people do ------------------------------------------------------------------------------------- */

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose(node, { move: false });
    else if (typeof edge === "number") chooseLink(edge);
    else if (typeof edge === "string") choose(articles[+edge.split(">")[0]].n, { move: false });
    else if (state.node !== null || state.link !== null) clear();
  });
  network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && choose(node));

  function tip(title, small, { x, y }) {
    const box = at("tip"), stage = at("stage");
    box.replaceChildren(title, make("small", { text: small }));
    box.hidden = false;
    box.style.left = `${Math.max(4, Math.min(x + 14, stage.clientWidth - box.offsetWidth - 6))}px`;
    box.style.top = `${Math.max(4, Math.min(y + 16, stage.clientHeight - box.offsetHeight - 6))}px`;
  }
  const hideTip = () => (at("tip").hidden = true);
  network.on("hoverNode", ({ node, pointer }) => tip(nameOf(node), `${word("kind", entities[node].k)} · ${fill(word("links"), { count: number(entities[node].g) })}`, pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => {
    if (typeof edge === "number") tip(linkName(links[edge]), `${nameOf(links[edge].s)} → ${nameOf(links[edge].t)}`, pointer.DOM);
  });
  ["blurNode", "blurEdge", "dragStart", "zoom", "click"].forEach((event) => network.on(event, hideTip));

  at("search").addEventListener("input", showResults);
  at("search").addEventListener("focus", () => at("search").value && showResults());
  at("search").addEventListener("blur", closeResults);
  at("search").addEventListener("keydown", (event) => {
    const last = Math.min(hits.length, RESULTS) - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (at("results").hidden) return void showResults();
      active = event.key === "ArrowDown" ? Math.min(active + 1, last) : Math.max(active - 1, 0);
      follow();
    } else if (event.key === "Enter") pick(active);
    else if (event.key === "Escape") {
      closeResults();
      event.stopPropagation();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "Escape" && !typing) clear();
    if (event.key === "/" && !typing) {
      event.preventDefault();
      at("search").focus();
    }
  });
  at("article").addEventListener("change", (event) => {
    limitTo(event.target.value === "" ? null : Number(event.target.value));
    Object.assign(state, { node: null, link: null });
    network.unselectAll();
    refresh();
    frame(nodes.getIds());
  });
  at("show-all").addEventListener("click", showAll);
  const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)), animation: glide });
  at("zoom-in").addEventListener("click", () => zoom(1.35));
  at("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  at("fit").addEventListener("click", () => frame(nodes.getIds()));
  at("reset").addEventListener("click", clear);
  at("print").addEventListener("click", () => print());
  document.querySelectorAll("#language button").forEach((button) => button.addEventListener("click", () => speak(button.dataset.language)));
  addEventListener("hashchange", recall);

  recall();
  if (state.node === null) frame(nodes.getIds(), false);
  window.kgDangbo = { network, state }; // for people's own scripts, and for the tests
})();
