/* What a page gains where scripts run: the colour switch, a menu that closes, the reader's own time, the way to
   the reader's language. */
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

  var menu = document.querySelector(".press-menu");
  if (menu) {
    document.addEventListener("click", function (event) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  }

  /* Beside each instant in UTC, the same in the reader's zone: with the date where that is another day. In the calendar,
     the digits and the hours of the instant beside it, which some languages would leave. */
  var like = { calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" };
  var day = { day: "numeric", month: "long", year: "numeric" };
  var time = { hour: "2-digit", minute: "2-digit" };
  function write(instant, locale, options, zone) {
    return new Intl.DateTimeFormat(locale, Object.assign(zone ? { timeZone: zone } : {}, like, options)).format(instant);
  }
  document.querySelectorAll("time[data-local]").forEach(function (element) {
    var instant = new Date(element.dateTime), locale = element.dataset.local;
    var both = Object.assign({}, day, time);
    if (write(instant, locale, both) === write(instant, locale, both, "UTC")) return;
    var otherDay = write(instant, locale, day) !== write(instant, locale, day, "UTC");
    var options = Object.assign({ timeZoneName: "short" }, otherDay ? both : time);
    var local = document.createElement("span");
    local.className = "local-time";
    var words = write(instant, locale, options).replace("GMT-", "GMT\u2212").replace(/ (?=\S+$)/, "\u00a0");
    local.textContent = " (" + words + ")";
    element.after(local);
  });

  /* A button beside what is to be copied: only where the browser lets a page do that. */
  document.querySelectorAll("[data-copy]").forEach(function (copy) {
    if (!navigator.clipboard) return;
    var words = copy.textContent;
    copy.hidden = false;
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent).then(function () {
        copy.textContent = copy.dataset.copied;
        setTimeout(function () { copy.textContent = words; }, 2000);
      });
    });
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
