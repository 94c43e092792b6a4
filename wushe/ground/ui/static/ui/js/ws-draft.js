/* <ws-draft owner="7"> keeps what was typed in the form around it until the server has it 没保存的内容.

   A draft is kept per reader and address in localStorage, hidden form_id included, so a restored form that had
   already reached the server is recognised there and saved once only. It comes back after a killed tab or an expired
   session, goes when the saved page names its form_id, and is dropped after 24 hours. Without script the form works the same. */

const PREFIX = "ws-draft:";
const LIFE_MS = 24 * 60 * 60 * 1000;
const PAUSE_MS = 250;
export const ALL = "*";
const NEVER_KEPT = new Set(["csrfmiddlewaretoken"]);

export const keyOf = (owner, path) => `${PREFIX}${owner}:${path}`;

export const isFresh = (draft, now) => Boolean(draft) && now - draft.at >= 0 && now - draft.at < LIFE_MS;

/** Keys of the drafts to remove: too old, unreadable, or made by the form the server has now saved (ALL: every one). */
export function spent(entries, now, savedFormId = "") {
  const isSpent = (draft) => !isFresh(draft, now) || savedFormId === ALL || (savedFormId && draft.values.form_id?.[0] === savedFormId);
  return entries.filter(([key, draft]) => key.startsWith(PREFIX) && isSpent(draft)).map(([key]) => key);
}

/** What the form holds: {name: [values]}, tokens and files left out. */
export function valuesOf(pairs) {
  const values = {};
  for (const [name, value] of pairs) {
    if (NEVER_KEPT.has(name) || typeof value !== "string") continue;
    (values[name] ??= []).push(value);
  }
  return values;
}

/** Put kept values back into the controls; gives whether anything a person typed or chose came back. */
export function fill(controls, values) {
  let changed = false;
  for (const control of controls) {
    if (!control.name || NEVER_KEPT.has(control.name) || control.type === "submit" || control.type === "file") continue;
    const kept = values[control.name] ?? [];
    if (control.type === "radio" || control.type === "checkbox") {
      const wanted = kept.includes(control.value);
      changed ||= control.checked !== wanted;
      control.checked = wanted;
    } else if (control.name in values && control.value !== kept[0]) {
      changed ||= control.type !== "hidden";
      [control.value] = kept;
    }
  }
  return changed;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // storage switched off, or not ours: a draft is a kindness, never a condition
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    /* full or switched off: the form still works */
  }
}

export function sweep(savedFormId) {
  const keys = Object.keys(globalThis.localStorage ?? {}).filter((key) => key.startsWith(PREFIX));
  for (const key of spent(keys.map((key) => [key, read(key)]), Date.now(), savedFormId)) write(key, null);
}

if (globalThis.customElements) {
  class WsDraft extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.key = keyOf(this.getAttribute("owner"), location.pathname);
      this.querySelector("button")?.addEventListener("click", () => this.drop());
      this.restore();
      this.form.addEventListener("input", () => this.later());
      this.form.addEventListener("change", () => this.later());
      this.form.addEventListener("submit", () => this.keep());
      addEventListener("pagehide", () => this.timer && this.keep());
    }

    restore() {
      const draft = read(this.key);
      // A form the server sent back with its values is newer than anything kept here.
      if (this.hasAttribute("bound") || !isFresh(draft, Date.now())) return;
      // Who keeps something that has no control yet, as somebody ticked who was looked for, brings it back itself.
      const more = !this.form.dispatchEvent(new CustomEvent("ws-restore", { detail: draft.values, cancelable: true }));
      if (!fill(this.form.elements, draft.values) && !more) return;
      for (const fold of this.form.querySelectorAll("details[data-open-if-kept]")) {
        fold.open ||= [...fold.querySelectorAll("input, textarea")].some((field) =>
          /radio|checkbox/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
      }
      this.hidden = false;
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE_MS);
    }

    keep() {
      clearTimeout(this.timer);
      this.timer = 0;
      write(this.key, { at: Date.now(), values: valuesOf(new FormData(this.form)) });
    }

    drop() {
      write(this.key, null);
      this.form.reset();
      location.replace(location.pathname); // a fresh page brings a fresh form_id
    }
  }

  sweep(document.querySelector("[data-clear-draft]")?.dataset.clearDraft);
  // Leaving on purpose leaves nothing behind on a shared phone.
  document.querySelector("form[data-forget-drafts]")?.addEventListener("submit", () => sweep(ALL));
  customElements.define("ws-draft", WsDraft);
}
