/* <ws-find into="found"> shows who is meant while the name is being written: it asks the page its form leads to and
   puts what stands there in the place of the same id into ours. The words go in the body of a POST, as those of the form
   do; on the list itself the address becomes the one the list gives for them. Without script, or when the answer is not
   that page (logged out, an error), the form works as any form. */

const PAUSE_MS = 200;

class WsFind extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input[type=search]");
    this.form = this.querySelector("form");
    this.addEventListener("input", (event) => event.isComposing || this.later());
    this.addEventListener("compositionend", () => this.later()); // the input method has made its characters
    if (this.box.value !== this.box.defaultValue) this.later(); // written before this script came
  }

  get place() {
    return document.getElementById(this.getAttribute("into"));
  }

  get isTheList() {
    return new URL(this.form.action).pathname === location.pathname;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), PAUSE_MS);
  }

  async find() {
    const text = this.box.value.trim();
    if (!text && !this.isTheList) {
      this.place.replaceChildren();
      return;
    }
    const words = new FormData(this.form);
    words.set("live", "1");
    const answer = await fetch(this.form.action, { method: "POST", body: words }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (this.box.value.trim() !== text) return; // overtaken
    const found = page.getElementById(this.place.id);
    this.place.replaceChildren(...found.childNodes);
    if (this.isTheList) history.replaceState(null, "", found.dataset.address);
  }
}

customElements.define("ws-find", WsFind);
