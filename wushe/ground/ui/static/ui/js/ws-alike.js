/* <ws-alike url="/people/new/alike/"> says, while a person is typed, who may be the same and what looks wrong with the number.

   It posts the form around it (nothing typed stands in an address or a log) and shows the piece of page that comes
   back. Without script the same is said when the form is sent. */

const PAUSE_MS = 400;

class WsAlike extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.place = this.querySelector("#alike");
    this.form.addEventListener("input", (event) => event.isComposing || this.later());
    this.form.addEventListener("compositionend", () => this.later()); // the input method has made its characters
    const fields = [...this.form.querySelectorAll("input, textarea")];
    if (fields.some((one) => one.value !== one.defaultValue)) this.later(); // typed before this script came
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  async ask() {
    const asked = (this.asked = Symbol("asked"));
    const answer = await fetch(this.getAttribute("url"), { method: "POST", body: new FormData(this.form) }).catch(() => null);
    if (!answer?.ok || answer.redirected || this.asked !== asked) return; // no network, logged out, overtaken
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.place.replaceChildren(...page.body.childNodes);
  }
}

customElements.define("ws-alike", WsAlike);
