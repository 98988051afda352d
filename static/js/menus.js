// Menus are <details>. With the script only one is open, Esc and a click elsewhere close it,
// and it hangs free of the table or panel that would cut it off.
{
  const EDGE = 8;

  const hang = (menu) => {
    const pop = menu.querySelector(":scope > .m-pop");
    if (!pop) return;
    const at = menu.querySelector("summary").getBoundingClientRect();
    pop.style.position = "fixed";
    const { width, height } = pop.getBoundingClientRect();
    const right = innerWidth - width - EDGE;
    const wanted = at.left + width > innerWidth - EDGE ? at.right - width : at.left;
    const below = at.bottom + 4;
    const fits = below + height < innerHeight - EDGE || at.top < height + EDGE;
    pop.style.inset = "auto";
    pop.style.left = `${Math.max(EDGE, Math.min(wanted, right))}px`;
    pop.style.top = `${fits ? below : at.top - height - 4}px`;
  };

  const open = () => document.querySelectorAll("details.m-menu[open]");
  const closeAll = (but) => {
    for (const menu of open()) if (menu !== but && !menu.contains(but)) menu.open = false;
  };

  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details.m-menu") || !event.target.open) return;
    closeAll(event.target);
    hang(event.target);
  }, true);
  document.addEventListener("click", (event) => {
    closeAll(event.target.closest?.("details.m-menu"));
    const wanted = event.target.closest?.("[data-dialog]");
    if (wanted) document.getElementById(wanted.dataset.dialog)?.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  addEventListener("scroll", (event) => {
    if (!event.target.closest?.(".m-pop")) closeAll();
  }, { capture: true, passive: true });
  addEventListener("resize", () => closeAll());
}
