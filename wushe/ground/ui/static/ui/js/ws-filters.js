/* Filters answer at once: choosing a period or a list entry sends the GET form. Dates wait for the button; where there
   are none, the button is for browsers without script. */

for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form || event.target.type === "date" || event.target.value === "custom") return;
  if (form.requestSubmit) form.requestSubmit();
  else form.submit();
});
