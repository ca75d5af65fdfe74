// Writing into the named parts of a rendered element; nothing is touched that says the same already.

export function writePart(element: ParentNode, part: string, value: string): void {
  for (const found of element.querySelectorAll(`[data-part=${part}]`)) {
    if (found.textContent !== value) found.textContent = value;
  }
}

/** Several at once, with one look at the element. Parts without a value stay as they are. */
export function writeParts(element: ParentNode, values: Readonly<Record<string, string>>): void {
  for (const found of element.querySelectorAll<HTMLElement>("[data-part]")) {
    const value = values[found.dataset["part"] ?? ""];
    if (value !== undefined && found.textContent !== value) found.textContent = value;
  }
}
