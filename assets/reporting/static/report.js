// Search, order and keys. Without this file every page can still be read.
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const told = row => [...row.querySelectorAll("h3, p, pre")].map(part => part.textContent).join(" ") + " " + (row.dataset.more || "");
const list = document.getElementById("list");
const find = document.getElementById("find");

if (list && find) {
  const rows = [...list.children].map((row, place) => ({ row, place, words: plain(told(row)) }));
  const found = document.getElementById("found");
  const search = () => {
    const wanted = plain(find.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, words } of rows) {
      row.hidden = !wanted.every(word => words.includes(word));
      count += row.hidden ? 0 : 1;
    }
    const asked = find.value.trim();
    if (!asked) found.textContent = "";
    else if (!count) found.textContent = `Nothing here matches “${asked}”. Try fewer or shorter words, or clear the search (Esc).`;
    else found.textContent = `${count} of ${rows.length} ${find.dataset.of}`;
  };
  find.addEventListener("input", search);
  find.addEventListener("keydown", event => {
    if (event.key === "Escape") { find.value = ""; search(); }
    if (event.key === "Enter") list.querySelector("li:not([hidden]) h3 a")?.focus();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) { event.preventDefault(); find.focus(); }
  });
  const orders = {
    newest: (a, b) => a.place - b.place,
    least: (a, b) => a.row.dataset.least - b.row.dataset.least,
    kept: (a, b) => a.row.dataset.kept - b.row.dataset.kept,
    words: (a, b) => b.row.dataset.words - a.row.dataset.words,
  };
  document.getElementById("sort")?.addEventListener("change", event => {
    list.append(...rows.sort(orders[event.target.value]).map(({ row }) => row));
  });
  window.addEventListener("pageshow", search);
}

// Roles: the arrows walk them, Escape puts the explanation away.
document.querySelector(".lines")?.addEventListener("keydown", event => {
  const role = event.target.closest(".role");
  if (!role || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const shown = [...document.querySelectorAll(".role")].filter(other => other.offsetParent);
  const next = shown[shown.indexOf(role) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
});
document.addEventListener("keydown", event => {
  const open = event.key === "Escape" && document.querySelector(".span:focus-within, .span:hover");
  if (!open) return;
  open.classList.add("quiet");
  for (const end of ["mouseleave", "focusout"]) open.addEventListener(end, () => open.classList.remove("quiet"), { once: true });
});
