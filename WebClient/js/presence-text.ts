// Who of the colleagues is here, in a sentence.

export interface Present {
  readonly who: string;
  readonly name: string;
  /** Monday of the week looked at; absent on the practice's own pages. */
  readonly week?: string | null;
}

/** Empty when nobody else is. `week` is the page's own, or undefined on the practice's own pages. */
export function presenceText(people: readonly Present[], me: string, week: string | undefined): string {
  const others = people.filter(({ who }) => who !== me);
  const here = namesOf(others.filter((one) => (one.week ?? undefined) === week));
  const near = namesOf(others).filter((name) => !here.includes(name));
  return [told(here, "also on this page"), told(near, "also editing this practice")].filter(Boolean).join(" ");
}

function told(names: readonly string[], where: string): string {
  if (names.length === 0) return "";
  return `${list(names)} ${names.length === 1 ? "is" : "are"} ${where}.`;
}

/** "Sam Field", "Sam Field and Rowan Ashby", "Sam Field, Rowan Ashby and 2 others". */
function list(names: readonly string[]): string {
  const [first = "", second = ""] = names;
  if (names.length <= 2) return names.join(" and ");
  if (names.length === 3) return `${first}, ${second} and ${names[2]}`;
  return `${first}, ${second} and ${names.length - 2} others`;
}

const namesOf = (people: readonly Present[]): string[] => [...new Map(people.map(({ who, name }) => [who, name])).values()];
