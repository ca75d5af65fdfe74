// Where a board's weeks stand on the page: in cells of their own, or summed up by practice.
import type { Cell } from "./board-state";

export interface Surface {
  /** Looks at the page anew and returns what the server rendered; several of one week when it stands there more than once. */
  adopt(): readonly Cell[];
  shows(week: string): boolean;
  /** Every week shown, once. */
  weeks(): Iterable<string>;
  /** Brings newer weeks onto the page. `cells` is all that is known of the board. */
  paint(newer: ReadonlyMap<string, Cell>, cells: ReadonlyMap<string, Cell>): void;
}

/** Elements of a topic's section, or sections. */
export function within<T extends HTMLElement>(topic: string, selector: string): T[] {
  return [...document.querySelectorAll<T>(selector)].filter((element) => element.closest<HTMLElement>("[data-topic]")?.dataset["topic"] === topic);
}
