// A changed number glows, fades once and is as before, unless its reader asked for calm. What changed together lights up and goes out together: on a
// board of hundreds of cells an animation of each would be paid for in every frame.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const stages = ["new", "fading"] as const;
const stageMilliseconds = 800;
let changed: Element[] = [];

export function flash(element: Element): void {
  if (calm.matches) return;
  if (changed.length === 0) {
    queueMicrotask(() => {
      glow(changed, 0);
      changed = [];
    });
  }
  changed.push(element);
}

function glow(elements: readonly Element[], stage: number): void {
  const name = stages[stage];
  for (const element of elements) {
    if (name === undefined) element.removeAttribute("data-flash");
    else element.setAttribute("data-flash", name);
  }
  if (name !== undefined) setTimeout(() => glow(elements, stage + 1), stageMilliseconds);
}
