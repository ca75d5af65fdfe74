// Writing into the named parts of a rendered element; nothing is touched that says the same already.

export function writePart(element: ParentNode, part: string, value: string): void {
  for (const found of element.querySelectorAll(`[data-part=${part}]`)) {
    if (found.textContent !== value) found.textContent = value;
  }
}
