// Runs before the first paint, so that a chosen theme never flashes in the other one.
(function () {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch (e) {
    // Storage can be forbidden; then the system's choice holds.
  }
})();
