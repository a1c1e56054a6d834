/** `12,345`: as figures stand in running text. */
export function figure(n: number): string {
  return n.toLocaleString('en-US')
}

/** `0.04`, `1.2`, `13` seconds. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000
  return value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : String(Math.round(value))
}

/** Different texts in the order of their first appearance, the rest counted: 软件开发、代理记账等 4 类; '' for none. */
export function listKinds(texts: readonly (string | null)[], most: number): string {
  const kinds = [...new Set(texts.filter((text) => text !== null && text !== ''))]
  return kinds.length > most ? `${kinds.slice(0, most).join('、')}等 ${kinds.length} 类` : kinds.join('、')
}
