// A polite word for those who hear the page: the newest summary, at most every ten seconds.
const pause = 10_000;
let newest = "";
let timer = 0;

export function announce(text: string): void {
  newest = text;
  if (timer !== 0) return;
  timer = window.setTimeout(() => {
    timer = 0;
    const region = document.querySelector("[data-announce]");
    if (region !== null) region.textContent = newest;
  }, pause);
}
