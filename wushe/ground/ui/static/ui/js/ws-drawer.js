/* <ws-drawer> opens a link marked data-drawer as a dialog over the page, instead of loading the page again. The address
   changes with it, so that it can be sent on, loaded again and gone back from. Esc and 关上 close it; the focus returns to
   the link. Without script the link opens the page with the drawer in it. */

class WsDrawer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.follow(event));
    this.goneBack = () => this.showAddress();
    window.addEventListener("popstate", this.goneBack);
    const drawn = this.querySelector("dialog[data-of]");
    if (drawn) this.raise(drawn);
  }

  disconnectedCallback() {
    window.removeEventListener("popstate", this.goneBack);
  }

  follow(event) {
    const link = event.target.closest("a[data-drawer], a[data-close]");
    if (event.target === this.dialog && !link) return this.close(); // beside the drawer
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    event.preventDefault();
    if (link.dataset.drawer === undefined) return this.close();
    return this.open(link.href, true);
  }

  async open(address, isNew) {
    const part = new URL(address);
    part.searchParams.set("part", "drawer");
    const answer = await fetch(part).catch(() => null);
    const text = answer && answer.ok && !answer.redirected ? await answer.text() : "";
    const drawn = new DOMParser().parseFromString(text, "text/html").querySelector("dialog[data-of]");
    if (!drawn) {
      window.location.assign(address); // logged out, or something else to be read
      return;
    }
    if (isNew) window.history.pushState({ drawer: true }, "", address);
    this.drop();
    this.append(document.importNode(drawn, true));
    this.raise(this.querySelector("dialog[data-of]"));
  }

  raise(dialog) {
    this.dialog = dialog;
    dialog.removeAttribute("open");
    dialog.showModal();
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    dialog.querySelector("h2").focus();
    this.mark(dialog.dataset.of);
  }

  close() {
    if (window.history.state && window.history.state.drawer) {
      window.history.back(); // popstate does the rest
      return;
    }
    const address = new URL(window.location.href);
    address.searchParams.delete("open");
    window.history.replaceState(null, "", address);
    this.showAddress();
  }

  showAddress() {
    if (new URLSearchParams(window.location.search).get("open")) this.open(window.location.href, false);
    else this.drop();
  }

  drop() {
    if (!this.dialog) return;
    const link = this.querySelector(`a[data-drawer="${this.dialog.dataset.of}"]`);
    this.dialog.close();
    this.dialog.remove();
    this.dialog = null;
    this.mark("");
    if (link) link.focus();
  }

  mark(id) {
    for (const marked of this.querySelectorAll(".ws-marked, .ws-line")) {
      marked.classList.toggle("ws-is-here", id !== "" && (marked.dataset.drawer === id || marked.id === id));
    }
  }
}

customElements.define("ws-drawer", WsDrawer);
