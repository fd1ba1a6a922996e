/* What a page gains where scripts run: the colour switch, the reader's own time zone, the language chooser. */
(function () {
  var root = document.documentElement;
  var button = document.querySelector("[data-scheme][type=button]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.scheme = dark ? "light" : "dark";
      try { localStorage.setItem("press.scheme", root.dataset.scheme); } catch (error) { /* storage is off */ }
    });
  }

  document.querySelectorAll("time[data-local]").forEach(function (element) {
    var format = new Intl.DateTimeFormat(root.lang, { dateStyle: "long", timeStyle: "short" });
    var zone = format.resolvedOptions().timeZone;
    if (zone === "UTC") return;
    var local = document.createElement("span");
    local.className = "local-time";
    local.textContent = " (" + format.format(new Date(element.dateTime)) + ", " + zone + ")";
    element.after(local);
  });

  var chooser = document.querySelector("[data-chooser]");
  if (chooser && !location.hash) {
    var links = Array.from(chooser.querySelectorAll("a[hreflang]"));
    var wanted = navigator.languages || [];
    for (var i = 0; i < wanted.length; i++) {
      var base = wanted[i].toLowerCase().split("-")[0];
      var match = links.find(function (link) { return link.hreflang.toLowerCase().split("-")[0] === base; });
      if (match) { location.replace(match.href); break; }
    }
  }
})();
