/** `draft,issued` as it stands in an address. */
export function readWords(list: string): string[] {
  return list.split(',').filter((word) => word !== '')
}
