/* Search, with and without tone marks. */

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
