/* A question that has been answered is not red any more: its error, and its line in the summary on top, go away. */

function answered(event) {
  const place = event.target.closest(".ws-visit-part, .ws-field, .ws-panel");
  const error = place?.querySelector(".ws-error");
  if (!error || error.hidden) return;
  error.hidden = true;
  place.classList.remove("ws-is-wrong");
  const summary = document.getElementById("errors");
  for (const link of summary?.querySelectorAll("a") ?? []) {
    if (link.hash && place.contains(document.getElementById(decodeURIComponent(link.hash.slice(1))))) link.closest("li").hidden = true;
    else if (link.hash.slice(1) === place.id) link.closest("li").hidden = true;
  }
  if (summary && !summary.querySelector("li:not([hidden])")) summary.hidden = true;
}

document.addEventListener("input", answered);
document.addEventListener("change", answered);
