export function classesIn(text: string): string[];
export function classesOfSources(folder: string): Promise<Set<string>>;
export function prune(css: string, used: ReadonlySet<string>): string;
