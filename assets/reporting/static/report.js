// Search, filters, order and keys. Without this file every page can still be read.
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const told = row => [...row.querySelectorAll("h2, h3, p, pre")].map(part => part.textContent).join(" ") + " " + (row.dataset.more || "");
const list = document.getElementById("list");
const find = document.getElementById("find");
for (const tool of document.querySelectorAll(".tools, .find")) tool.hidden = false;

if (list && find) {
  const rows = [...list.children].map((row, place) => ({ row, place, words: plain(told(row)) }));
  const found = document.getElementById("found");
  const filters = [...document.querySelectorAll("select[data-by]")];
  const search = () => {
    const wanted = plain(find.value).split(/\s+/).filter(Boolean);
    const chosen = filters.filter(filter => filter.value !== "");
    let count = 0;
    for (const { row, words } of rows) {
      row.hidden = !(wanted.every(word => words.includes(word))
        && chosen.every(({ dataset, value }) => row.dataset[dataset.by].split(" ").includes(value)));
      count += row.hidden ? 0 : 1;
    }
    const asked = find.value.trim();
    if (!asked && !chosen.length) found.textContent = "";
    else if (count) found.textContent = `${count} of ${rows.length} ${find.dataset.of}`;
    else if (chosen.length) found.textContent = "Nothing here is all that. Take a filter away, or clear all.";
    else found.textContent = `Nothing here matches “${asked}”. Try fewer or shorter words, or clear the search (Esc).`;
  };
  find.addEventListener("input", search);
  for (const filter of filters) filter.addEventListener("change", search);
  document.getElementById("clear")?.addEventListener("click", () => {
    for (const field of [find, ...filters]) field.value = "";
    search();
  });
  find.addEventListener("keydown", event => {
    if (event.key === "Escape") { find.value = ""; search(); }
    if (event.key === "Enter") list.querySelector("li:not([hidden]) a")?.focus();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) { event.preventDefault(); find.focus(); }
  });
  const figure = ({ row }, place) => parseFloat(row.querySelectorAll(".measures b")[place].textContent.replace(/,/g, "")) || 0;
  const orders = {
    newest: (a, b) => a.place - b.place,
    confidence: (a, b) => a.row.dataset.confidence - b.row.dataset.confidence,
    least: (a, b) => a.row.dataset.least - b.row.dataset.least,
    kept: (a, b) => figure(a, 1) - figure(b, 1),
    words: (a, b) => figure(b, 0) - figure(a, 0),
  };
  document.getElementById("sort")?.addEventListener("change", event => {
    list.append(...rows.sort(orders[event.target.value]).map(({ row }) => row));
  });
  window.addEventListener("pageshow", search);
}

// Lines: what decided one is shown beside it; the arrows walk the roles, Escape puts the explanation away.
const lines = document.querySelector(".lines");
if (lines) {
  const why = Object.assign(document.createElement("div"), { className: "why", id: "why", hidden: true });
  why.setAttribute("role", "tooltip");
  const show = role => {
    if (role.title) { role.dataset.why = role.title; role.removeAttribute("title"); }
    const decision = document.querySelector(role.hash)?.cloneNode(true);
    why.replaceChildren(...(decision?.querySelector(".verdict")?.childNodes ?? []), document.createElement("br"), role.dataset.why ?? "");
    document.querySelector("[aria-describedby=why]")?.removeAttribute("aria-describedby");
    role.setAttribute("aria-describedby", "why");
    role.closest(".span").append(why);
    why.hidden = false;
  };
  const away = () => { why.hidden = true; };
  lines.addEventListener("mouseover", event => {
    const span = event.target.closest(".span");
    if (span && !event.target.closest(".why") && why.parentNode !== span || why.hidden && span) show(span.querySelector(".role"));
    else if (!span) away();
  });
  lines.addEventListener("mouseleave", away);
  lines.addEventListener("focusin", event => { if (event.target.matches(".role")) show(event.target); else away(); });
  lines.addEventListener("focusout", away);
  lines.addEventListener("click", event => {
    const role = event.target.closest(".role");
    if (role) { event.preventDefault(); role.focus(); show(role); }
  });
  lines.addEventListener("keydown", event => {
    const role = event.target.closest(".role");
    if (!role || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const shown = [...document.querySelectorAll(".role")].filter(other => other.offsetParent);
    const next = shown[shown.indexOf(role) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") away(); });

  // A link to a line within a fold opens it; dropped lines alone are shown unfolded.
  const open = () => {
    const line = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const fold = line && line.closest("details");
    if (fold) { fold.open = true; line.scrollIntoView({ block: "center" }); }
  };
  window.addEventListener("hashchange", open);
  open();
  const folds = document.querySelectorAll(".fold details");
  for (const choice of document.querySelectorAll("[name=show]")) {
    choice.addEventListener("change", () => { for (const fold of folds) fold.open = choice.id === "gone"; });
  }
}
