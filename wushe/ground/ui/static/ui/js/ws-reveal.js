/* <ws-reveal> shows what was asked for where the form stands, counts the seconds down and puts the form back. The value
   comes with the answer to the POST. Without script, or when the answer is not a value, the form works as any form: its
   answer is a page that the browser leaves by itself. */

const SECOND_MS = 1000;

class WsReveal extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("submit", (event) => this.ask(event));
  }

  disconnectedCallback() {
    clearInterval(this.clock);
  }

  async ask(event) {
    if (!this.form.checkValidity()) return; // the answer is a page that says what is missing
    event.preventDefault();
    event.stopPropagation(); // nobody else waits for this form
    if (this.isAsking) return;
    this.isAsking = true;
    const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form) }).catch(() => null);
    const text = answer && answer.ok && !answer.redirected ? await answer.text() : "";
    const value = new DOMParser().parseFromString(text, "text/html").getElementById("revealed");
    this.isAsking = false;
    if (value) this.show(document.importNode(value, true));
    else this.form.submit();
  }

  show(value) {
    const told = value.querySelector("[role=status]");
    const words = told.textContent;
    let left = Number(value.dataset.seconds);
    this.replaceChildren(value);
    this.clock = setInterval(() => {
      left -= 1;
      told.textContent = words.replace(/\d+/, left);
      if (left > 0) return;
      clearInterval(this.clock);
      this.replaceChildren(this.form);
    }, SECOND_MS);
  }
}

customElements.define("ws-reveal", WsReveal);
