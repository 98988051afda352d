// A toast counts down and waits while it is hovered or holds the focus.
{
  const begin = (toast) => {
    let left = Number(toast.dataset.seconds);
    delete toast.dataset.seconds;
    toast.querySelector("[data-dismiss]").hidden = false;
    const clock = setInterval(() => {
      if (!toast.matches(":hover, :focus-within")) left -= 1;
      if (left > 0 && toast.isConnected) return;
      clearInterval(clock);
      toast.remove();
    }, 1000);
  };
  const ready = () => document.querySelectorAll(".m-toast[data-seconds]").forEach(begin);

  document.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest(".m-toast").remove();
  });
  ready();
  document.addEventListener("htmx:after:swap", ready);
}
