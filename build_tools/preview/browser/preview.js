/* A page of the preview: loads itself anew when what it shows was saved, and lists the problems of what was saved. */
(function () {
  var script = document.querySelector("script[data-preview]");
  var path = location.pathname;
  var connection = null, patience = null;

  /* The place where the reader was before the page was loaded anew. */
  try {
    var kept = JSON.parse(sessionStorage.getItem("preview.scroll"));
    sessionStorage.removeItem("preview.scroll");
    if (kept && kept.path === path) window.scrollTo(0, kept.top);
  } catch (error) { /* storage is off */ }

  function reload() {
    try {
      sessionStorage.setItem("preview.scroll", JSON.stringify({ path: path, top: window.scrollY }));
    } catch (error) { /* storage is off */ }
    location.reload();
  }

  function element(name, text, parent, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    if (parent) parent.append(made);
    return made;
  }

  /* What stands between backticks is code. */
  function quoted(text, parent) {
    text.split("`").forEach(function (part, index) {
      if (index % 2) element("code", part, parent); else parent.append(part);
    });
  }

  function counted(problems, one) {
    return problems.length + " " + one + (problems.length === 1 ? "" : "s");
  }

  function list(problems, parent) {
    var entries = element("ol", "", parent);
    problems.forEach(function (problem) {
      var entry = element("li", "", entries);
      entry.dataset.code = problem.code;
      var place = problem.file + ", line " + problem.line + ", column " + problem.column;
      element("p", place, entry, "preview-panel__place");
      quoted(problem.message, element("p", "", entry));
      if (problem.mend) quoted(problem.mend, element("p", "", entry, "preview-panel__mend"));
    });
  }

  function panel(id, role) {
    var made = document.createElement("div");
    made.id = id;
    made.className = "preview-panel";
    made.lang = "en";
    made.dir = "ltr";
    made.setAttribute("role", role);
    made.tabIndex = 0;
    return made;
  }

  var shown = "";
  function show(problems) {
    if (JSON.stringify(problems) === shown) return;
    shown = JSON.stringify(problems);
    var before = document.getElementById("preview-problems");
    if (before) before.remove();
    if (!problems.length) return;
    var errors = problems.filter(function (it) { return it.severity === "error"; });
    var warnings = problems.filter(function (it) { return it.severity !== "error"; });
    var made = panel("preview-problems", errors.length ? "alert" : "status");
    made.dataset.severity = errors.length ? "error" : "warning";
    made.setAttribute("aria-label", "Problems of what was saved");
    document.body.prepend(made);
    if (errors.length) {
      element("h2", counted(errors, "problem"), made);
      element("p", "What is broken stays as it was before, and cannot be released. Mend it and save.", made);
      list(errors, made);
    }
    if (warnings.length) {
      var details = element("details", "", made);
      element("summary", counted(warnings, "warning"), details);
      list(warnings, details);
    }
  }

  function stopped(is) {
    var before = document.getElementById("preview-stopped");
    if (before) before.remove();
    if (!is) return;
    var made = panel("preview-stopped", "status");
    element("p", "The preview has stopped. This page may be out of date. Start it again with: advisory serve", made);
    document.body.prepend(made);
  }

  /* A browser has few connections for all its pages: one that nobody sees gives its own back. */
  function connect() {
    if (connection || document.hidden) return;
    var query = new URLSearchParams({ path: path, stamp: script.dataset.stamp });
    connection = new EventSource("/_preview/events?" + query);
    connection.onopen = function () { clearTimeout(patience); patience = null; stopped(false); };
    connection.onerror = function () {
      if (!patience) patience = setTimeout(function () { stopped(true); }, 1500);
      if (connection.readyState === EventSource.CLOSED) { disconnect(); setTimeout(connect, 1000); }
    };
    connection.onmessage = function (event) {
      var news = JSON.parse(event.data);
      if (news.reload) { disconnect(); reload(); } else show(news.problems);
    };
  }

  function disconnect() {
    if (connection) connection.close();
    connection = null;
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden) disconnect(); else connect();
  });
  window.addEventListener("pagehide", disconnect);
  connect();
})();
