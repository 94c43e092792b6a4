/* A pressed button says so 正在保存. It never blocks for long: the server recognises a second press by the form_id. */

const PATIENCE_MS = 6000;

function calm(button) {
  button.removeAttribute("aria-busy");
  delete button.form?.dataset.sent;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  const button = event.submitter ?? form.querySelector("[type=submit]");
  form.dataset.sent = "1";
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => (button ? calm(button) : delete form.dataset.sent), PATIENCE_MS);
});

// Coming back by the back button: the page is as it was left, so let it be pressed again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) calm(button);
});
