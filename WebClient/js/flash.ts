// A changed number glows for a moment, unless its reader asked for calm.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const timing: KeyframeAnimationOptions = { duration: 1400, easing: "ease-out" };

export function flash(element: Element): void {
  if (calm.matches) return;
  const glow = element instanceof SVGElement ? [{ stroke: "#ffb81c", strokeWidth: "9" }, {}] : [{ outline: "3px solid #ffb81c" }, { outline: "3px solid transparent" }];
  element.animate(glow, timing);
}
