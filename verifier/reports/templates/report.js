// Search, filters, order and links to one claim. The page is whole without it: this only hides, shows and moves its parts.
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);
  const list = by("list");
  const claims = [...list.children];
  const form = document.querySelector(".controls");
  const tallies = [...document.querySelectorAll(".tally")];
  const SERIOUS = { conflicting: 0, mixed: 1, unverified: 2, supported: 3 };

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const place = new Map(claims.map((claim, index) => [claim, index]));
  const sureness = (claim) => Number(claim.dataset.c);
  const ORDERS = {
    file: (a, b) => place.get(a) - place.get(b),
    verdict: (a, b) => SERIOUS[a.dataset.v] - SERIOUS[b.dataset.v] || ORDERS.file(a, b),
    sure: (a, b) => sureness(b) - sureness(a) || ORDERS.file(a, b),
    unsure: (a, b) => sureness(a) - sureness(b) || ORDERS.file(a, b),
  };

  let texts; // of each claim, folded; made when the first word is searched for
  const textOf = (claim) => {
    texts ??= new Map(claims.map((each) => [each, fold(each.textContent)]));
    return texts.get(claim);
  };
  const has = (held, wanted) => !wanted || ` ${held} `.includes(` ${wanted} `);

  function filter() {
    const verdicts = new Set(tallies.filter((each) => each.ariaPressed === "true").map((each) => each.dataset.verdict));
    const words = fold(by("search").value).split(/\s+/).filter(Boolean);
    const source = by("source").value;
    const rule = by("rule").value;
    const unexpected = by("mismatch")?.checked;
    let shown = 0;
    for (const claim of claims) {
      const { v, s, r } = claim.dataset;
      const fits =
        (!verdicts.size || verdicts.has(v)) &&
        has(s, source) &&
        has(r, rule) &&
        (!unexpected || "x" in claim.dataset) &&
        words.every((word) => textOf(claim).includes(word));
      claim.hidden = !fits;
      shown += fits;
    }
    const all = claims.length.toLocaleString("en");
    by("shown").value = shown === claims.length ? `${all} claim${shown === 1 ? "" : "s"}` : `${shown.toLocaleString("en")} of ${all} claims`;
    by("none").hidden = shown > 0;
  }

  function order() {
    list.append(...[...claims].sort(ORDERS[by("order").value]));
  }

  function clear() {
    for (const each of tallies) each.ariaPressed = "false";
    form.reset();
    order();
    filter();
  }

  function openAll(open) {
    for (const claim of claims) if (!claim.hidden) claim.firstElementChild.open = open;
  }

  // A link to a claim opens it, whatever the filters say.
  function follow() {
    const claim = by(location.hash.slice(1));
    if (!place.has(claim)) return;
    if (claim.hidden) clear();
    claim.firstElementChild.open = true;
    claim.scrollIntoView();
    claim.querySelector("summary").focus({ preventScroll: true });
  }

  for (const each of tallies) {
    each.addEventListener("click", () => {
      each.ariaPressed = String(each.ariaPressed !== "true");
      filter();
    });
  }
  by("search").addEventListener("input", filter);
  for (const id of ["source", "rule", "mismatch"]) by(id)?.addEventListener("change", filter);
  by("order").addEventListener("change", order);
  by("open").addEventListener("click", () => openAll(true));
  by("close").addEventListener("click", () => openAll(false));
  by("clear").addEventListener("click", (event) => {
    event.preventDefault();
    clear();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", follow);

  // On paper every claim that is shown is open; afterwards each is as it was.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = claims.filter((claim) => !claim.hidden && !claim.firstElementChild.open);
    openAll(true);
  });
  window.addEventListener("afterprint", () => {
    for (const claim of closed) claim.firstElementChild.open = false;
  });

  form.hidden = false;
  filter(); // a browser may have kept what was chosen before the page was loaded again
  if (by("order").value !== "file") order();
  follow();
  window.addEventListener("load", follow); // the browser's own way to the fragment took the focus away
})();
