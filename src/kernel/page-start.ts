/** How many rows a page leaves out, from the cursor of a list that is paged by number; one that cannot be read begins anew. */
export function pageStart(after: string | undefined): number {
  return after !== undefined && /^\d{1,9}$/.test(after) ? Number(after) : 0
}
