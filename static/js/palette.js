// While one types in the search field: places of the menu, acts of the page and what may be added
// that match, then records, and the search itself last. Without the script it is an ordinary search.
// While the field is empty: what was opened last. Only kinds and numbers are kept here, of the account
// that is signed in, until it signs out; the names come from the server, of what may still be seen.
{
  const field = document.getElementById("find");
  const form = field?.form;
  let options = [];
  let chosen = -1;
  let box;
  let asking;

  const folded = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const added = () => [...(form.querySelector("template")?.content.querySelectorAll("a") ?? [])];
  const known = () => [...document.querySelectorAll(".m-side nav a, .m-head .m-acts > a.btn"), ...added()];
  const go = (link) => () => { location.href = link.getAttribute("href"); };
  const words = (link) => [...link.childNodes].filter((part) => part.nodeType === 3).map((part) => part.data).join("").trim();

  const close = () => {
    clearTimeout(asking);
    box?.remove();
    box = undefined;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
  };

  const mark = (number) => {
    chosen = (number + options.length) % options.length;
    options.forEach((option, index) => option.line.setAttribute("aria-selected", String(index === chosen)));
    options[chosen].line.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].line.id);
  };

  const line = (option, index) => {
    const item = document.createElement("li");
    item.id = `find-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    if (option.icon) item.append(option.icon.cloneNode(true));
    item.append(option.label);
    if (option.kind) {
      const kind = document.createElement("small");
      kind.textContent = option.kind;
      item.append(kind);
    }
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", option.act);
    return item;
  };

  const found = (typed) => known()
    .filter((link) => folded(words(link)).includes(folded(typed)))
    .slice(0, 6)
    .map((link) => ({
      label: words(link),
      kind: link.closest(".m-side") ? form.dataset.go : link.isConnected ? form.dataset.do : form.dataset.new,
      icon: link.querySelector("svg"),
      act: link.isConnected ? () => link.click() : go(link),
    }));

  const records = (page) => [...new DOMParser().parseFromString(page, "text/html").querySelectorAll(".m-rows a")]
    .slice(0, 6)
    .map((link) => ({
      label: link.textContent.trim(),
      kind: link.closest(".m-panel")?.querySelector("h2")?.textContent,
      icon: link.closest("li").querySelector("svg"),
      act: go(link),
    }));

  const ask = async (typed) => {
    const address = `${form.getAttribute("action")}?q=${encodeURIComponent(typed)}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => undefined);
    if (!answer?.ok || field.value.trim() !== typed || !box) return;
    show(typed, records(await answer.text()));
  };

  const shelf = `opened ${form?.dataset.account}`;

  const forget = (but) => {
    try {
      Object.keys(localStorage).filter((key) => key.startsWith("opened ") && key !== but).forEach((key) => localStorage.removeItem(key));
    } catch { /* a browser that keeps nothing */ }
  };

  const opened = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(shelf));
      return Array.isArray(kept) ? kept.filter((one) => /^[a-z_]+:\d+$/.test(one)) : [];
    } catch { return []; }
  };

  const remember = (record) => {
    const kept = [record, ...opened().filter((one) => one !== record)].slice(0, 8);
    try { localStorage.setItem(shelf, JSON.stringify(kept)); } catch { /* a browser that keeps nothing */ }
  };

  const recall = async () => {
    const asked = new URLSearchParams(opened().filter((one) => one !== form.dataset.record).map((one) => ["of", one]));
    if (!form.dataset.recent || !asked.size) return;
    const answer = await fetch(`${form.dataset.recent}?${asked}`, { headers: { "HX-Request": "true" } }).catch(() => undefined);
    if (!answer?.ok || field.value.trim() || document.activeElement !== field) return;
    const found = records(await answer.text());
    if (found.length) list(found);
  };

  const offer = () => {
    const typed = field.value.trim();
    close();
    if (!typed) { recall(); return; }
    show(typed, []);
    if (typed.length > 1) asking = setTimeout(() => ask(typed), 200);
  };

  const show = (typed, more) => {
    const search = { label: `${form.dataset.search} “${typed}”`, icon: form.querySelector("svg"), act: () => form.requestSubmit() };
    list([...found(typed), ...more, search]);
  };

  const list = (offered) => {
    close();
    options = offered;
    box = document.createElement("ul");
    box.className = "m-pal";
    box.id = "find-offers";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", field.labels[0].textContent);
    options.forEach((option, index) => {
      option.line = line(option, index);
      box.append(option.line);
    });
    form.append(box);
    field.setAttribute("aria-controls", box.id);
    field.setAttribute("aria-expanded", "true");
  };

  forget(shelf);
  document.querySelectorAll('form[action$="/sign-out"]').forEach((out) => out.addEventListener("submit", () => forget()));

  const steps = { ArrowDown: 1, ArrowUp: -1 };

  if (form) {
    if (form.dataset.record) remember(form.dataset.record);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", offer);
    field.addEventListener("focus", () => { if (!field.value.trim()) offer(); });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (!box) return;
      if (event.key in steps) {
        event.preventDefault();
        mark(chosen < 0 && event.key === "ArrowUp" ? options.length - 1 : chosen + steps[event.key]);
      }
      if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        options[chosen].act();
      }
    });
  }
}
