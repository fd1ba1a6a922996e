/* Runs before the page is drawn: applies the colour scheme that the reader chose, if any. */
(function () {
  try {
    var chosen = localStorage.getItem("press.scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch (error) { /* storage is off: the system's scheme applies */ }
  document.documentElement.classList.replace("no-js", "js");
})();
