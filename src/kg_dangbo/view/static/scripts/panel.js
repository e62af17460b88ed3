/* The panel: what is told about a node, a link or an article, with quotations. */

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
  // what stands around is cut by length: leave out the piece of a word at its outer end
  const before = prefix.length > 16 ? prefix.replace(/^\S*\s+/, "") : prefix;
  const after = suffix.length > 16 ? suffix.replace(/\s+\S*$/, "") : suffix;
  const line = make("p", { title: sure }, "“", before ? `…${before}` : "", make("mark", { text: exact }), after ? `${after}…` : "", "”");
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
