// Asks the server for the page as it is now and changes only what differs: focus, scroll and half-typed fields stay.
import { setFromPage } from "./clock";
import { entriesOf } from "./entries";
import { takeVersion } from "./topic-version";

/** Of a reader's processor a page takes a tenth for this at most, however slow it is and however much happens elsewhere. */
const restPerWork = 9;

const tooManyRequests = 429;
const serverError = 500;
const firstPause = 1_000;
const longestPause = 15_000;

let timer = 0;
let failures = 0;
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
    failures = page === "unreachable" ? failures + 1 : 0;
    if (page === "unreachable") refreshSoon(Math.min(longestPause, firstPause * 2 ** (failures - 1)));
    else if (page !== "elsewhere") await take(page);
  } finally {
    underWay = false;
    if (again) {
      again = false;
      refreshSoon();
    }
  }
}

/** "unreachable" is asked again after a pause; "elsewhere" (signed out, gone) only when something moves. */
async function load(): Promise<Document | "unreachable" | "elsewhere"> {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (response.status === tooManyRequests || response.status >= serverError) return "unreachable";
    if (!response.ok || response.redirected) return "elsewhere";
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return "unreachable";
  }
}

async function take(page: Document): Promise<void> {
  setFromPage(page, Date.now());
  takeVersion(page);
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
