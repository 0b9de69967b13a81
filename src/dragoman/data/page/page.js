"use strict";
// A click on a field lights its words in the report and opens its trace; a second click, or
// Escape, closes it again.
function unlight() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
}
function close(field) {
  field.setAttribute("aria-expanded", "false");
  document.getElementById(field.getAttribute("aria-controls")).hidden = true;
}
function light(field) {
  const report = field.closest("section.report");
  const spans = field.dataset.spans ? field.dataset.spans.split(" ") : [];
  let first = null;
  for (const span of spans) {
    const [start, end] = span.split("-").map(Number);
    for (const piece of report.querySelectorAll("[data-s]")) {
      if (Number(piece.dataset.s) >= start && Number(piece.dataset.e) <= end) {
        piece.classList.add("lit");
        first = first || piece;
      }
    }
  }
  if (first) first.scrollIntoView({ block: "center", behavior: "smooth" });
}
document.addEventListener("click", (event) => {
  const field = event.target.closest(".field");
  if (!field) return;
  const open = field.getAttribute("aria-expanded") === "true";
  for (const other of document.querySelectorAll('.field[aria-expanded="true"]')) close(other);
  unlight();
  if (open) return;
  field.setAttribute("aria-expanded", "true");
  document.getElementById(field.getAttribute("aria-controls")).hidden = false;
  light(field);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const field of document.querySelectorAll('.field[aria-expanded="true"]')) close(field);
  unlight();
});
