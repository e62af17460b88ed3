/* Languages, the address, and what people do; runs last. */

function addressOf(node) {
  const hash = new URLSearchParams();
  if (state.language !== "vi") hash.set("lang", state.language);
  if (node !== null) hash.set("node", entities[node].i);
  return hash.toString();
}

function remember() {
  const hash = addressOf(state.node);
  const wanted = hash ? `#${hash}` : "";
  if (wanted === location.hash) return;
  try {
    history.replaceState(null, "", wanted || location.pathname + location.search);
  } catch {
    // inside another document (a notebook's frame) the address is not ours to change
  }
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

/* paper has its own shape: the same view is drawn once more for it, fine enough for print */
let screen = null;
addEventListener("beforeprint", () => {
  screen ??= { position: network.getViewPosition(), scale: network.getScale(), fits: !moved && state.node === null };
  const { clientWidth, clientHeight } = at("graph");
  network.setSize(`${PAPER[0]}px`, `${PAPER[1]}px`);
  network.redraw();
  const larger = Math.min(PAPER[0] / clientWidth, PAPER[1] / clientHeight);
  if (screen.fits) frame(nodes.getIds(), false, PAPER);
  else network.moveTo({ position: screen.position, scale: screen.scale * larger, animation: false });
  network.redraw();
});
addEventListener("afterprint", () => {
  network.setSize("100%", "100%");
  network.redraw();
  network.moveTo({ ...screen, animation: false });
  screen = null;
});

recall();
if (state.node === null) frame(nodes.getIds(), false);
window.kgDangbo = { network, state }; // for people's own scripts, and for the tests
