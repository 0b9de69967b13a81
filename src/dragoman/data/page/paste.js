"use strict";
// The report goes to this service and comes back as a page, shown below; without script the form
// opens that page by itself.
const form = document.querySelector("form.paste");
const said = form.querySelector(".said");
const button = form.querySelector("button");
const frame = document.querySelector("iframe");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  said.textContent = "Coding…";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const body = await answer.text();
    if (answer.ok) {
      frame.srcdoc = body;
      frame.hidden = false;
      said.textContent = "";
    } else {
      said.textContent = JSON.parse(body).error.reason;
    }
  } catch (error) {
    said.textContent = "The service does not answer.";
  }
  button.disabled = false;
});
