// The demo's rush: its own small piece of the page, asked for again every second while it runs.
import { Idiomorph } from "idiomorph";

export function followRush(panel: HTMLElement): void {
  const address = panel.dataset["rush"];
  if (address === undefined) return;
  const next = async (): Promise<void> => {
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (response.ok) void Idiomorph.morph(panel, await response.text(), { morphStyle: "outerHTML" });
    } catch {
      // The status line says that the service is away; the next second asks again.
    }
    if (panel.dataset["rush"] !== undefined) setTimeout(() => void next(), 1000);
  };
  setTimeout(() => void next(), 1000);
}
