/* The fields of the form: Jedison makes them of the schema. What is changed of it here: a blank is shown as an empty
   field, seldom needed fields are tucked away, and lists are not built anew while somebody types in one. */
const Jedison = window.Jedison;
export const BLANK = "___";

export function element(name, text, parent, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}

/* The input of a field shows nothing for a blank; a field that may be left out has a button for that. */
function showBlank(editor) {
  const { input, container } = editor.control;
  const blank = editor.instance.getValue() === BLANK;
  if (blank) input.value = "";
  input.placeholder = blank ? "Still to be filled in" : "";
  if (!editor.leaveOut && blank && editor.instance.schema["x-optional"]) {
    editor.leaveOut = element("button", "Leave this out", null, "button button--small");
    editor.leaveOut.type = "button";
    editor.leaveOut.addEventListener("click", () => {
      editor.instance.setValue("", true, "user");
      input.focus();
    });
    input.addEventListener("input", () => { editor.leaveOut.hidden = input.value !== ""; });
    input.after(editor.leaveOut);
  }
  if (editor.leaveOut) editor.leaveOut.hidden = !blank;
  container.classList.toggle("is-blank", blank);
}

function offer(editor) {
  const offered = Object.entries(editor.instance.schema["x-offered"] || {});
  if (!offered.length) return;
  const list = element("datalist", "", editor.control.container);
  list.id = `${editor.control.input.id}-offered`;
  offered.forEach(([value, words]) => { element("option", words, list).value = value; });
  editor.control.input.setAttribute("list", list.id);
}

class Line extends Jedison.EditorStringInput {
  static resolves(schema) {
    return schema.type === "string" && !schema.enum && schema["x-format"] !== "textarea";
  }
  build() {
    super.build();
    offer(this);
    this.control.input.autocomplete = "off";
  }
  refreshUI() {
    super.refreshUI();
    showBlank(this);
  }
}

class Lines extends Jedison.EditorStringTextarea {
  build() {
    super.build();
    this.control.input.rows = 3;
  }
  refreshUI() {
    super.refreshUI();
    showBlank(this);
  }
}

/* A value that is none of the choice is shown all the same, so that it can be seen and is not lost. */
class Choice extends Jedison.EditorStringSelect {
  refreshUI() {
    const value = this.instance.getValue();
    const { input, container } = this.control;
    if (![...input.options].some((option) => option.value === value)) {
      element("option", `${value} (not known)`, input).value = value;
    }
    super.refreshUI();
    container.classList.toggle("is-blank", value === BLANK);
  }
}

class Fields extends Jedison.EditorObject {
  tucked() {
    if (!this.details) {
      this.details = element("details", "", this.control.body, "tucked");
      element("summary", "More", this.details);
      this.count = element("span", "", this.details.firstChild, "tucked__count");
    }
    return this.details;
  }
  refreshEditors() {
    let filled = 0;
    this.instance.children.forEach((child) => {
      const isTucked = child.schema["x-tucked"];
      const slot = isTucked ? this.tucked() : this.control.childrenSlot;
      if (child.ui.control.container.parentNode !== slot) slot.append(child.ui.control.container);
      if (isTucked && child.getValue().length) filled += 1;
    });
    if (this.count) this.count.textContent = filled ? ` (${filled} filled in)` : "";
  }
}

class List extends Jedison.EditorArray {
  static resolves(schema) {
    return schema.type === "array" && !schema.uniqueItems;
  }
  refreshUI() {
    const { children } = this.instance;
    if (this.shown && this.shown.length === children.length && children.every((it, at) => it === this.shown[at])) return;
    super.refreshUI();
    this.shown = [...children];
    const title = this.instance.schema.title;
    this.control.childrenSlot.querySelectorAll(":scope > .jedi-array-item").forEach((item, at) => {
      item.querySelector(".jedi-actions-slot").querySelectorAll("button").forEach((button, number) => {
        button.setAttribute("aria-label", `${["Delete", "Move up", "Move down"][number]}: ${title}, entry ${at + 1}`);
      });
    });
  }
}

export function makeForm(container, schema, value) {
  const form = new Jedison.Create({
    container,
    schema,
    data: value,
    theme: new Jedison.Theme(),
    customEditors: [Choice, Lines, Line, Fields, List],
    showErrors: "never",
    purifyData: false,
    enforceEnum: false,
    useConstraintAttributes: false,
    objectAdd: false,
    arrayAdd: false,
    arrayFooterAdd: true,
    arrayFooterButtonsPosition: "left",
    arrayDeleteConfirm: false,
    translations: { en: { arrayDelete: "Delete", arrayMoveUp: "↑", arrayMoveDown: "↓" } },
  });
  form.on("item-add", (initiator, instance) => {
    if (initiator === "user") setTimeout(() => first(instance.ui.control.container)?.focus(), 0);
  });
  return form;
}

export function first(container) {
  return container.querySelector("select, input:not([type=hidden]), textarea, button");
}

/* What the form holds now; what is being typed belongs to it before the field is left. */
export function valueOf(form) {
  const value = structuredClone(form.getValue());
  const typed = document.activeElement;
  const path = typed?.closest?.("[data-path]")?.dataset.path;
  const types = typed?.matches?.("textarea, input:not([type=checkbox])");
  if (!path || !types || !form.getInstance(path)) return value;
  const steps = path.split("/").slice(1);
  const last = steps.pop();
  const parent = steps.reduce((inner, step) => inner[step], value);
  const wasBlank = parent[last] === BLANK && typed.value === "";
  if (!wasBlank) parent[last] = typed.value;
  return value;
}
