/* A button with data-call: on a telephone, one tap opens the dialler. The number comes with the answer to the POST, which
   is written down there, and stands nowhere on the page. With a mouse, without script, or when the answer is not a
   number (the day's looks are used up, logged out), the button sends its form as any button, and a page says the rest. */

async function numberFrom(button) {
  const token = button.form.querySelector("[name=csrfmiddlewaretoken]").value;
  const how = { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token } };
  const answer = await fetch(button.formAction, how).catch(() => null);
  const isNumber = answer && answer.ok && (answer.headers.get("Content-Type") || "").startsWith("application/json");
  return isNumber ? (await answer.json()).tel : "";
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-call]");
  if (!button || !window.matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  const number = await numberFrom(button);
  if (number) {
    location.href = `tel:${number}`;
    return;
  }
  button.removeAttribute("data-call");
  button.click();
});
