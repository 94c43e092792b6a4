/* <ws-pick> looks through people while one types or chooses, inside the form that will be saved: it sends the form as it
   stands, with live=1, and puts the list that comes back in the place of the old one. Who is ticked stays ticked: the
   ticks go along and come back. Without script the button 找 does the same by loading the page. */

const PAUSE_MS = 250;

/** Values of a draft that have no checkbox on the page yet. */
export const missing = (kept, there) => (kept ?? []).filter((value) => !there.has(value));

/** What to send: the form as it stands, and what a draft kept of those who are not on the page. */
export function words(form, kept = {}, more = []) {
  const told = new FormData(form);
  for (const value of more) {
    told.append("people", value);
    const [part] = kept[`part-${value}`] ?? [];
    if (part) told.set(`part-${value}`, part);
  }
  told.set("live", "1");
  return told;
}

if (globalThis.customElements) {
  class WsPick extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.list = this.querySelector("#picks");
      this.box = this.querySelector("[name=q]");
      this.addEventListener("input", (event) => event.target === this.box && !event.isComposing && this.later());
      this.addEventListener("compositionend", () => this.later());
      this.addEventListener("keydown", (event) => this.pressed(event));
      this.addEventListener("click", (event) => this.clicked(event));
      this.addEventListener("change", (event) => (event.target.matches("[name^=pick_]") ? this.find() : this.count()));
      // Where it is held is where most live who came; on which day says who lived there.
      this.form.addEventListener("change", (event) => event.target.matches("[name=unit], [name=day]") && this.find());
      this.form.addEventListener("ws-restore", (event) => this.restore(event));
      if (this.box.value !== this.box.defaultValue) this.later(); // written before this script came
    }

    get ticks() {
      return [...this.list.querySelectorAll("[name=people]:checked")].map((box) => box.value);
    }

    pressed(event) {
      if (event.key !== "Enter" || event.target !== this.box || event.isComposing) return;
      event.preventDefault(); // Enter looks for somebody; it never saves
      this.find();
    }

    clicked(event) {
      if (!event.target.closest("[name=find]")) return;
      event.preventDefault();
      this.find();
    }

    count() {
      this.querySelector("[data-ticked]").textContent = this.ticks.length;
    }

    restore(event) {
      const there = new Set([...this.list.querySelectorAll("[name=people]")].map((box) => box.value));
      const gone = missing(event.detail.people, there);
      queueMicrotask(() => (gone.length ? this.find(event.detail, gone) : this.count()));
      if (gone.length) event.preventDefault();
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.find(), PAUSE_MS);
    }

    async find(kept = {}, more = []) {
      clearTimeout(this.timer);
      const sent = words(this.form, kept, more);
      this.turn = (this.turn ?? 0) + 1;
      const { turn } = this;
      const before = this.ticks.join();
      const answer = await fetch(this.form.action, { method: "POST", body: sent }).catch(() => null);
      if (!answer || !answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("picks");
      if (!found || turn !== this.turn) return; // logged out, or overtaken
      if (this.ticks.join() !== before) {
        this.find(kept, more); // somebody was ticked while we waited
        return;
      }
      this.list.replaceChildren(...found.childNodes);
      this.count();
      this.form.dispatchEvent(new Event("change")); // the draft knows them now
    }
  }

  customElements.define("ws-pick", WsPick);
}
