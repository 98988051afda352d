// Rows chosen for one act: the tick of the head chooses all, the bar tells how many.
{
  const boxes = (id) => [...document.querySelectorAll(`td input[type=checkbox][form="${id}"]`)];

  const count = (bar) => {
    const all = boxes(bar.id);
    const chosen = all.filter((box) => box.checked).length;
    bar.toggleAttribute("data-some", chosen > 0);
    const words = bar.querySelector("[data-chosen]");
    if (words) words.textContent = chosen;
    const head = document.querySelector(`[data-ticks="${bar.id}"] input`);
    if (!head) return;
    head.checked = chosen > 0 && chosen === all.length;
    head.indeterminate = chosen > 0 && chosen < all.length;
  };

  const ready = () => {
    for (const head of document.querySelectorAll("[data-ticks]")) head.hidden = false;
    for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
    document.querySelectorAll("form.m-bulk").forEach(count);
  };

  document.addEventListener("change", (event) => {
    const head = event.target.closest("[data-ticks]");
    if (head) for (const box of boxes(head.dataset.ticks)) box.checked = event.target.checked;
    document.querySelectorAll("form.m-bulk").forEach(count);
  });
  document.documentElement.classList.add("js");
  ready();
  document.addEventListener("htmx:after:swap", ready);
  addEventListener("pageshow", ready);
}
