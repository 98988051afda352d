// Forms: the error summary gets the focus, nothing is sent twice, leaving a changed form asks first.
{
  const changed = new WeakSet();
  const sent = new WeakSet();

  document.addEventListener("input", (event) => {
    if (event.target.form?.matches("[data-guard]")) changed.add(event.target.form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    changed.delete(form);
    sent.add(form);
    setTimeout(() => sent.delete(form), 4000);
  });
  addEventListener("beforeunload", (event) => {
    const form = document.querySelector("form[data-guard]");
    if (form && changed.has(form)) event.preventDefault();
  });
  document.querySelector("[data-focus]")?.focus();
}
