export function outlines(collections: readonly { readonly features: readonly object[] }[]): string;
