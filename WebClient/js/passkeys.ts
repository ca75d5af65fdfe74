// Passkeys. The server puts a question, the browser's authenticator answers it, and the form brings the answer like any other form.

interface Question {
  readonly options: never;
  readonly state: string;
}

export function offerPasskeys(): void {
  if (!supported()) return;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (field(form, "Credential").value !== "") return;
      // Not sent yet, so nobody else is to take it for sent.
      event.preventDefault();
      event.stopPropagation();
      void answer(form);
    });
  }
}

function supported(): boolean {
  return "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

async function answer(form: HTMLFormElement): Promise<void> {
  tell(form, "");
  try {
    const question = await ask(form);
    const credential = await ceremony(form.dataset["passkey"] === "create", question);
    field(form, "Credential").value = JSON.stringify(credential);
    field(form, "State").value = question.state;
    form.requestSubmit();
  } catch (error) {
    // The authenticator was dismissed or has nothing for us; a code or the browser's own words would help nobody.
    const cancelled = error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
    tell(form, cancelled ? "You did not use a passkey. Try again or use your password." : "There was a problem with your passkey. Reload the page and try again.");
  }
}

async function ask(form: HTMLFormElement): Promise<Question> {
  const response = await fetch(form.dataset["question"] ?? "", {
    method: "POST",
    headers: { Accept: "application/json", RequestVerificationToken: field(form, "__RequestVerificationToken").value },
    cache: "no-store",
    redirect: "error",
  });
  if (!response.ok) throw new Error(`The question was answered ${response.status}.`);
  return (await response.json()) as Question;
}

async function ceremony(create: boolean, { options }: Question): Promise<Credential | null> {
  return create
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

function tell(form: HTMLFormElement, text: string): void {
  const problem = form.querySelector<HTMLElement>("[data-passkey-problem]");
  if (problem === null) return;
  problem.hidden = text === "";
  problem.textContent = text;
}
