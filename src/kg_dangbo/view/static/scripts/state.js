/* The data, the words, and the state; `paint` in canvas.js makes the picture follow it.

   Everything that comes from an article is data: it is set with textContent or drawn on the canvas, never parsed as
   HTML, and an address becomes a link only if it is http or https. */

const data = JSON.parse(document.getElementById("data").textContent);
const { entities, links, facts, quotes, articles, kinds, looks, edgeLooks } = data;
const at = (id) => document.getElementById(id);
const PAPER = [1500, 770]; // pixels of the printed picture
const RESULTS = 60, SHOWN_FACTS = 8, LISTED = 12, PULLED = 40, MOST_LABELS = 350, NAMED_FIRST = 25;
const INK = "#1f2430", FADED = 0.15, CLOSEST = 1;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const glide = calm ? false : { duration: 350, easingFunction: "easeInOutQuad" };

const state = {
  language: "vi",
  hiddenKinds: new Set(["article"]),
  hiddenEdges: new Set(),
  article: null, // position of the article that the picture is limited to
  node: null, // position of the chosen node
  link: null, // position of the chosen link
};
function word(...path) {
  const found = path.reduce((part, key) => part?.[key], data.words[state.language]);
  return typeof found === "string" ? found : path.at(-1); // a status that we have no word for stands for itself
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const number = (value) => value.toLocaleString(state.language === "vi" ? "vi-VN" : "en-GB");
const named = (pair) => (state.language === "en" ? pair[1] : pair[0]);
const nameOf = (i) => (state.language === "en" && entities[i].e) || entities[i].v;
const dateOf = (iso) => /^\d{4}(-\d\d){0,2}$/.test(iso) ? iso.split("-").reverse().join("/") : iso;
const linkName = (link) => (link.l ? named(link.l) : word("edge", link.k));
