// Light or dark without loading the page again; the server keeps the choice in a cookie.
{
  const root = document.documentElement;

  const show = (theme) => {
    root.dataset.bsTheme = theme;
    for (const button of document.querySelectorAll("[data-theme-form] button[name=theme]")) {
      button.value = theme === "dark" ? "light" : "dark";
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-form]") || !event.submitter) return;
    event.preventDefault();
    const wanted = event.submitter.value;
    const answer = new FormData(form, event.submitter);
    show(wanted);
    fetch(form.action, { method: "POST", body: answer, redirect: "manual" });
  });
}
