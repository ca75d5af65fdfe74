// What somebody has begun to fill in is theirs: a page that is renewed meanwhile gives it back to its field.

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Types of input that hold no entry, or one that no script may set. */
const withoutEntry = new Set(["hidden", "file", "submit", "button", "reset", "image"]);

/** Hidden fields that change with every look at the page, or say what the entry was made on: they do not tell one form from another. */
const commandId = "CommandId";
const madeOn = "Version";

/**
 * Remembers what differs from how the page came. What is returned puts it back: into the same field of the same form, if that is still there. The version that it was
 * made on goes back with it, so that the service can say that there is a newer one.
 */
export function entriesOf(main: Element): () => void {
  const entries = [...main.querySelectorAll<Field>("input, textarea, select")].filter((field) => field.id !== "" && isEntry(field)).map(remember);
  return () => {
    for (const putBack of entries) putBack();
  };
}

function isEntry(field: Field): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) return [...field.options].some((option) => option.defaultSelected) ? [...field.options].some((option) => option.selected !== option.defaultSelected) : field.selectedIndex > 0;
  if (withoutEntry.has(field.type)) return false;
  return isTicked(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

function remember(field: Field): () => void {
  const { id, value } = field;
  const checked = field instanceof HTMLInputElement && field.checked;
  const form = nameOf(field.form);
  const version = versionOf(field.form)?.value;
  return () => {
    const now = document.getElementById(id);
    if (!isField(now) || now.type !== field.type || nameOf(now.form) !== form) return;
    if (now instanceof HTMLInputElement && isTicked(now)) now.checked = checked;
    else if (!(now instanceof HTMLSelectElement) || [...now.options].some((option) => option.value === value)) now.value = value;
    const made = versionOf(now.form);
    if (made !== undefined && version !== undefined) made.value = version;
  };
}

/** What a form is about: where it goes and what it says unseen. */
function nameOf(form: HTMLFormElement | null): string {
  if (form === null) return "";
  const unseen = hiddenOf(form).filter((field) => field.name !== commandId && field.name !== madeOn);
  return [form.getAttribute("action") ?? "", ...unseen.map((field) => `${field.name}=${field.value}`)].join("\n");
}

function versionOf(form: HTMLFormElement | null): HTMLInputElement | undefined {
  return form === null ? undefined : hiddenOf(form).find((field) => field.name === madeOn);
}

/** Without the token against forged posts, which may change with each page. */
function hiddenOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")].filter((field) => !field.name.startsWith("__"));
}

function isTicked(field: HTMLInputElement): boolean {
  return field.type === "checkbox" || field.type === "radio";
}

function isField(element: Element | null): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
