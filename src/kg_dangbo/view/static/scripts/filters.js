/* The legend and the choice of articles. */

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
