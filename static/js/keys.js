// Keys, off while typing. Where "g" and a letter lead is read from the list that "?" opens.
{
  const typing = (event) => event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const list = () => document.getElementById("keys");
  let armed = false;

  const step = (forward) => {
    const rows = [...document.querySelectorAll(".m-page .m-name, .m-page .m-what > a")].filter((row) => row.offsetParent);
    const at = rows.findIndex((row) => row === document.activeElement || row.closest("tr, li").contains(document.activeElement));
    rows[Math.max(0, Math.min(rows.length - 1, at + (forward ? 1 : -1)))]?.focus();
  };

  const alone = {
    "/": () => document.getElementById("find")?.focus(),
    "?": () => list()?.showModal(),
    j: () => step(true),
    k: () => step(false),
    x: () => document.activeElement.closest("tr")?.querySelector("[type=checkbox]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      document.getElementById("find")?.focus();
      return;
    }
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const there = armed && list()?.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    armed = !armed && event.key === "g";
    const act = there || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!act && !alone[event.key]) return;
    event.preventDefault();
    if (act) act.click();
    else alone[event.key]();
  });
}
