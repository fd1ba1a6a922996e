/* The problems of a form: each at its field, and all in a list above it. */
import { element, first } from "./fields.js";

const WORDS = { error: "Problem", warning: "Warning" };

/* What stands between backticks is code. */
function quoted(text, parent) {
  text.split("`").forEach((part, index) => {
    if (index % 2) element("code", part, parent); else parent.append(part);
  });
}

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function containerOf(form, path) {
  for (let length = path.length; length >= 0; length -= 1) {
    const instance = form.getInstance(["#", ...path.slice(0, length)].join("/"));
    if (instance?.ui) return instance.ui;
  }
  return null;
}

function reveal(container) {
  for (let at = container; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}

function clear(form) {
  form.instances.forEach((instance) => {
    const control = instance.ui?.control;
    if (!control?.messages?.childNodes.length) return;
    control.messages.replaceChildren();
    control.container.classList.remove("has-problem");
    instance.ui.setAriaInvalid?.(false);
  });
}

function showAt(form, problem) {
  const ui = containerOf(form, problem.path);
  if (!ui || !problem.path.length) return;
  const message = element("p", "", ui.control.messages, "message");
  message.dataset.severity = problem.severity;
  message.dataset.code = problem.code;
  if (problem.code === "blank") {
    message.textContent = "Still to be filled in.";
    return;
  }
  element("strong", `${WORDS[problem.severity]}: `, message);
  quoted(`${problem.message} ${problem.mend}`, message);
  ui.control.container.classList.add("has-problem");
  if (problem.severity === "error") ui.setAriaInvalid?.(true);
  reveal(ui.control.container);
}

function entry(form, problem, list, withMessage) {
  const item = element("li", "", list);
  const target = problem.path.length ? containerOf(form, problem.path) : null;
  if (target) {
    const link = element("button", problem.title, item, "link");
    link.type = "button";
    link.addEventListener("click", () => {
      reveal(target.control.container);
      target.control.container.scrollIntoView({ block: "center" });
      first(target.control.container)?.focus({ preventScroll: true });
    });
  } else element("span", problem.title, item);
  if (withMessage) quoted(`: ${problem.message} ${problem.mend}`, item);
}

function part(form, place, problems, heading, isOpen) {
  if (!problems.length) return;
  const details = element("details", "", place, "problems__part");
  details.open = isOpen;
  details.dataset.severity = problems[0].code === "blank" ? "warning" : problems[0].severity;
  element("summary", heading, details);
  const list = element("ul", "", details);
  problems.forEach((problem) => entry(form, problem, list, problem.code !== "blank"));
}

/* Whoever is at an entry of the list, or at a heading, stays there while the list is written anew. */
function keepFocus(place, write) {
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const name = (it) => `${it.tagName} ${it.textContent.replace(/^\d+ /, "")}`;
  write();
  if (held) [...place.querySelectorAll("button, summary")].find((it) => name(it) === name(held))?.focus();
}

/* Shows the problems; returns in words how many there are. */
export function showProblems(form, place, problems) {
  clear(form);
  problems.forEach((problem) => showAt(form, problem));
  const blanks = problems.filter((it) => it.code === "blank");
  const errors = problems.filter((it) => it.severity === "error" && it.code !== "blank");
  const warnings = problems.filter((it) => it.severity !== "error");
  const open = [...place.querySelectorAll("details")].map((it) => [it.firstChild.textContent.replace(/\d+ /, ""), it.open]);
  const wasOpen = (name) => open.find(([words]) => words.startsWith(name))?.[1];
  const counts = [
    errors.length && counted(errors.length, "problem", "problems"),
    blanks.length && counted(blanks.length, "place to fill in", "places to fill in"),
    warnings.length && counted(warnings.length, "warning", "warnings"),
  ].filter(Boolean);
  keepFocus(place, () => {
    place.replaceChildren();
    part(form, place, errors, counted(errors.length, "problem", "problems"), wasOpen("problem") ?? true);
    part(form, place, blanks, counted(blanks.length, "place to fill in", "places to fill in"), wasOpen("place") ?? false);
    part(form, place, warnings, counted(warnings.length, "warning", "warnings"), wasOpen("warning") ?? false);
  });
  return counts.length ? counts.join(", ") : "No problems";
}
