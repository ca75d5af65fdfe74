// A form is sent once: its button says that it is being sent, and the second click of an impatient hand is swallowed. (The command id makes it
// harmless anyway.)
const giveUpAfter = 8_000;

export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "";
    const ready = event.submitter instanceof HTMLButtonElement ? busy(event.submitter) : undefined;
    setTimeout(() => {
      delete form.dataset["sent"];
      ready?.();
    }, giveUpAfter);
  });
  window.addEventListener("pageshow", (event) => {
    // Back from the browser's memory, with command ids that were used: the page as it is now has new ones.
    if (event.persisted) location.reload();
  });
}

/** The button as it is while its form is under way: as large as before, and not disabled, which would take its value out of the form. */
function busy(button: HTMLButtonElement): () => void {
  const label = [...button.childNodes];
  const { offsetWidth, offsetHeight } = button;
  button.style.minWidth = `${offsetWidth}px`;
  button.style.minHeight = `${offsetHeight}px`;
  button.dataset["busy"] = "";
  button.ariaDisabled = "true";
  button.replaceChildren("Sending…");
  return () => {
    button.style.minWidth = button.style.minHeight = "";
    delete button.dataset["busy"];
    button.ariaDisabled = null;
    button.replaceChildren(...label);
  };
}
