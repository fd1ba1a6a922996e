/* The form of one advisory: loads it, checks and previews while somebody types, and saves. A file that changed on the
   disk meanwhile is never written over unless somebody says so. */
import { BLANK, element, makeForm, valueOf } from "./fields.js";
import { showProblems } from "./problems.js";

const PAUSE = 350;
const id = document.body.dataset.id;
const key = crypto.randomUUID();
const at = (name) => document.getElementById(name);
const [place, problemsPlace, state, notice, save, frame] = ["form", "problems", "state", "notice", "save", "page"].map(at);
const tabs = [...document.querySelectorAll(".languages [data-path]")];

let form = null, schema = null, digest = "", clean = "", told = "", stamp = "", counts = "";
let saving = null, waiting = null, checking = false, again = false, gone = false, saved = false;

async function ask(path, method = "GET", body = undefined) {
  const options = { method, headers: body ? { "Content-Type": "application/json" } : {} };
  if (body) options.body = JSON.stringify(body);
  try {
    const answer = await fetch(path, options);
    return { ok: answer.ok, status: answer.status, said: await answer.json() };
  } catch (error) {
    return { ok: false, status: 0, said: { message: "The form has ended. Start it again with: advisory edit. What stands here is not lost before you close this page." } };
  }
}

function isChanged() {
  return form !== null && JSON.stringify(valueOf(form)) !== clean;
}

function say(text) {
  const whether = form === null ? "" : isChanged() ? "Not saved yet." : saved ? "Saved." : "Nothing to save.";
  const words = [text ?? counts, whether].filter(Boolean).join(text ? " " : ". ");
  if (words !== told) state.textContent = told = words;
  save.disabled = !isChanged();
}

/* ---- load */

async function load() {
  hideNotice();
  schema = schema || (await ask("../../schema")).said;
  const { ok, said } = await ask("value");
  if (!ok) { say(said.message || "This advisory cannot be loaded."); return; }
  digest = said.digest;
  if (said.value === null) { cannotBeRead(said.problems); return; }
  if (form) form.destroy();
  place.replaceChildren();
  form = makeForm(place, schema, said.value);
  clean = JSON.stringify(form.getValue());
  form.on("change", soon);
  counts = showProblems(form, problemsPlace, said.problems);
  say();
  await check();
}

function cannotBeRead(problems) {
  if (form) form.destroy();
  form = null;
  place.replaceChildren();
  problemsPlace.replaceChildren();
  const told = element("div", "", place, "unreadable");
  element("h2", "The file cannot be read", told);
  element("p", "It was changed outside of this form. Mend it in an editor and save it; the form appears here by itself.", told);
  const list = element("ul", "", told);
  problems.forEach((problem) => element("li", `${problem.title}: ${problem.message} ${problem.mend}`, list));
  say("The file cannot be read.");
}

/* ---- check and preview */

function soon() {
  say();
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
}

async function check() {
  if (!form) return;
  if (checking) { again = true; return; }
  checking = true;
  const { ok, said } = await ask("check", "POST", { value: valueOf(form), form: key, path: shownPath() });
  checking = false;
  if (ok && form) {
    counts = showProblems(form, problemsPlace, said.problems);
    const blank = said.problems.some((it) => it.code === "blank") ? "Without what is still to be filled in." : "";
    at("preview-state").textContent = said.isShown ? blank : "Not up to date: something that the notice needs is open or wrong.";
    if (said.stamp !== stamp) { stamp = said.stamp; showPreview(); }
  }
  say(ok ? undefined : said.message);
  if (again) { again = false; await check(); }
}

function shownPath() {
  const prefix = new URL(`../../preview/${key}/`, location.href).pathname;
  const path = frame.contentWindow?.location.pathname || "";
  return path.startsWith(prefix) ? path.slice(prefix.length) : pagePath(language());
}

function language() {
  return (tabs.find((tab) => tab.getAttribute("aria-pressed") === "true") || tabs[0]).dataset.path;
}

function pagePath(of) {
  return `${of}/advisories/${id}/`;
}

/* The preview stays where its reader was. */
function showPreview() {
  const path = shownPath();
  const top = frame.contentWindow?.scrollY || 0;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
  frame.contentWindow.location.replace(new URL(`../../preview/${key}/${path}`, location.href));
}

function choose(tab) {
  tabs.forEach((other) => other.setAttribute("aria-pressed", String(other === tab)));
  const top = frame.contentWindow?.scrollY || 0;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
  frame.contentWindow.location.replace(new URL(`../../preview/${key}/${pagePath(tab.dataset.path)}`, location.href));
  stamp = "";
}

/* Links to elsewhere open in a window of their own, so that the preview stays. */
frame.addEventListener("load", () => {
  frame.contentDocument?.querySelectorAll("a[href]").forEach((link) => {
    if (link.origin === location.origin) return;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  });
});

/* ---- save, and what changed on the disk */

async function saveNow(over) {
  const value = valueOf(form);
  saving = ask("value", "PUT", { value, digest: over || digest });
  const { ok, status, said } = await saving;
  if (status === 409) { conflict(said, true); return; }
  if (!ok) { say(said.message || "It could not be saved."); return; }
  hideNotice();
  saved = true;
  digest = said.digest;
  clean = JSON.stringify(value);
  counts = showProblems(form, problemsPlace, said.problems);
  say();
  soon();
}

function conflict(said, isSaving) {
  notice.replaceChildren();
  element("h2", isSaving ? "Not saved: the file has changed" : "The file has changed", notice);
  if (!said.differences.length) {
    element("p", "Somebody saved it meanwhile; its facts and texts are the same as here.", notice);
  } else {
    element("p", "Somebody saved it since you opened it. These fields are not the same here and there:", notice);
    table(said.differences);
  }
  const row = element("p", "", notice, "notice__choices");
  choice(row, "Load what is on the disk", "What only stands here is lost.", load);
  choice(row, "Keep editing", "Saving asks again.", () => { hideNotice(); say(); });
  if (isSaving) choice(row, "Save what stands here", "What only stands on the disk is lost.", () => saveNow(said.digest));
  notice.hidden = false;
  if (isSaving) notice.focus(); // else somebody may be typing
  say();
}

function table(differences) {
  const scroller = element("div", "", notice, "notice__table");
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", "Fields that differ");
  const made = element("table", "", scroller);
  const head = element("tr", "", element("thead", "", made));
  ["Field", "Here", "On the disk"].forEach((words) => { element("th", words, head).scope = "col"; });
  const body = element("tbody", "", made);
  differences.forEach((one) => {
    const row = element("tr", "", body);
    element("th", one.title, row).scope = "row";
    [one.mine, one.on_disk].forEach((said) => {
      element("td", said === BLANK ? "still to be filled in" : said || "–", row);
    });
  });
}

function choice(row, words, help, act) {
  const button = element("button", words, row, "button");
  button.type = "button";
  button.title = help;
  button.addEventListener("click", act);
}

function hideNotice() {
  notice.hidden = true;
  notice.replaceChildren();
}

function listen() {
  const events = new EventSource("events");
  events.onmessage = async (event) => {
    const now = JSON.parse(event.data).digest;
    await saving; // its own save is no news
    if (now === digest) return;
    if (now === "") { say("The file is gone. Saving is not possible."); return; }
    if (form === null) { await load(); return; }
    const { ok, said } = await ask("compare", "POST", { value: valueOf(form) });
    if (!ok || said.digest === digest) return;
    if (isChanged()) conflict(said, false); else await load();
  };
  events.onerror = () => { gone = true; say("The form has ended. Start it again with: advisory edit"); };
  events.onopen = () => { if (gone) { gone = false; say(); } };
  window.addEventListener("pagehide", () => events.close());
}

place.addEventListener("input", soon);
save.addEventListener("click", () => saveNow());
tabs.forEach((tab) => tab.addEventListener("click", () => choose(tab)));
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    if (isChanged()) saveNow();
  }
});
window.addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });
if (tabs.length) choose(tabs[0]);
await load();
listen();
