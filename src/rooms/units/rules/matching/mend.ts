/**
 * A damaged company form (限有公司, 有限司, 设有备限公司) hides where the stem ends. These spellings are put right for finding
 * candidates only; the comparison sees the row as it was written.
 */
const MENDS: readonly (readonly [RegExp, string])[] = [
  [/有(.)限公司/, '$1有限公司'],
  [/有限公(.)司/, '有限公司$1'],
  [/限有公司|有公限司|有限司公|(?<!有)限公司|有限公(?!司)|有限司/, '有限公司'],
  [/(?<=.)有公司$/, '有限公司'],
  [/限有责任公司|有责限任公司|有限任责公司|有限责公任司|有限责任司公/, '有限责任公司'],
  [/(?<!有)限责任公司|有责任公司|有限任公司|有限责公司|有限责任司|有限责任公(?!司)/, '有限责任公司'],
]

/** The name with its company form mended, or null when there is nothing to mend. */
export function mendForm(key: string): string | null {
  for (const [damage, form] of MENDS) if (damage.test(key)) return key.replace(damage, form)
  return null
}
