// Asks the server for the page as it is now and changes only what differs: focus, scroll and half-typed fields stay.
import { setFromPage } from "./clock";
import { entriesOf } from "./entries";

/** Of a reader's processor a page takes a tenth for this at most, however slow it is and however much happens elsewhere. */
const restPerWork = 9;

let timer = 0;
let restUntil = 0;
let underWay = false;
let again = false;
const listeners: (() => void)[] = [];

/** Called after the page's main part was renewed. */
export function onRefreshed(listener: () => void): void {
  listeners.push(listener);
}

/** Soon, once, however often it is asked for in between. */
export function refreshSoon(milliseconds = 250): void {
  if (timer !== 0) return;
  timer = window.setTimeout(() => {
    timer = 0;
    void refresh();
  }, Math.max(milliseconds + Math.random() * milliseconds, restUntil - performance.now()));
}

async function refresh(): Promise<void> {
  if (underWay) {
    again = true;
    return;
  }
  underWay = true;
  try {
    const page = await load();
    if (page !== undefined) await take(page);
  } finally {
    underWay = false;
    if (again) {
      again = false;
      refreshSoon();
    }
  }
}

/** Undefined when the service cannot be reached or answers otherwise: the status line says so, and the next change asks again. */
async function load(): Promise<Document | undefined> {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!response.ok || response.redirected) return undefined;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return undefined;
  }
}

async function take(page: Document): Promise<void> {
  setFromPage(page, Date.now());
  const { Idiomorph } = await import("idiomorph");
  const [before, after] = [document.querySelector("main"), page.querySelector("main")];
  if (before === null || after === null) return;
  const began = performance.now();
  const putBack = entriesOf(before);
  void Idiomorph.morph(before, after, {
    morphStyle: "outerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old) => !(old instanceof Element && old.hasAttribute("data-keep")),
      beforeAttributeUpdated: (name, node) => !isReaders(name, node),
    },
  });
  putBack();
  for (const listener of listeners) listener();
  const ended = performance.now();
  restUntil = ended + (ended - began) * restPerWork;
}

/** What belongs to the reader, not to the server: opened details, scroll regions, and the id of a command not yet sent. */
function isReaders(attribute: string, node: Element): boolean {
  if (node instanceof HTMLDetailsElement) return attribute === "open";
  return attribute === "value" && node instanceof HTMLInputElement && node.name === "CommandId" && !("sent" in (node.form?.dataset ?? {}));
}
