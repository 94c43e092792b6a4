/* <ws-find into="found"> shows who is meant while the name is being written: it asks the page its form leads to and
   puts what stands there in the place of the same id into ours. Without script, or when the answer is not that page
   (logged out, an error), the form works as any form. */

const PAUSE_MS = 200;

class WsFind extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input");
    this.form = this.querySelector("form");
    this.addEventListener("input", (event) => event.isComposing || this.later());
    this.addEventListener("compositionend", () => this.later()); // the input method has made its characters
  }

  get place() {
    return document.getElementById(this.getAttribute("into"));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), PAUSE_MS);
  }

  async find() {
    const text = this.box.value.trim();
    this.atFirst ??= [...this.place.childNodes];
    if (!text) {
      this.place.replaceChildren(...this.atFirst);
      return;
    }
    const answer = await fetch(`${this.form.action}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (this.box.value.trim() !== text) return; // overtaken
    for (const link of page.querySelectorAll("a[href^='?']")) link.href = new URL(link.getAttribute("href"), answer.url);
    this.place.replaceChildren(...page.getElementById(this.place.id).childNodes);
  }
}

customElements.define("ws-find", WsFind);
