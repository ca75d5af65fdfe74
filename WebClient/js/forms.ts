// A form is sent once: the second click of an impatient hand is swallowed. (The command id makes it harmless anyway.)
const giveUpAfter = 8_000;

export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post") return;
    if ("sent" in form.dataset) event.preventDefault();
    else {
      form.dataset["sent"] = "";
      setTimeout(() => delete form.dataset["sent"], giveUpAfter);
    }
  });
  window.addEventListener("pageshow", (event) => {
    // Back from the browser's memory, with command ids that were used: the page as it is now has new ones.
    if (event.persisted) location.reload();
  });
}
