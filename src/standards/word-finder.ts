/**
 * Finds the words of a dictionary in a text, leftmost first and the longest at each place, without overlaps: one walk down a
 * character tree per place, so the cost does not grow with the dictionary.
 */
export interface FoundWord<T> {
  readonly word: string
  readonly start: number
  readonly end: number
  readonly value: T
}

interface Node<T> {
  readonly next: Map<number, Node<T>>
  entry: { readonly word: string; readonly value: T } | null
}

/** Later entries of the same word replace earlier ones. */
export function makeWordFinder<T>(words: Iterable<readonly [string, T]>): (text: string) => FoundWord<T>[] {
  const first: (Node<T> | undefined)[] = Array.from({ length: 0x10000 })
  for (const [word, value] of words) {
    let node = (first[word.charCodeAt(0)] ??= makeNode<T>())
    for (let place = 1; place < word.length; place++) {
      const point = word.charCodeAt(place)
      const next = node.next.get(point) ?? makeNode<T>()
      node.next.set(point, next)
      node = next
    }
    node.entry = { word, value }
  }
  return (text) => {
    const found: FoundWord<T>[] = []
    for (let start = 0; start < text.length; start++) {
      let node = first[text.charCodeAt(start)]
      let best: Node<T>['entry'] = null
      for (let end = start + 1; node !== undefined; end++) {
        if (node.entry !== null) best = node.entry
        node = node.next.get(text.charCodeAt(end))
      }
      if (best === null) continue
      const end = start + best.word.length
      found.push({ word: best.word, start, end, value: best.value })
      start = end - 1
    }
    return found
  }
}

function makeNode<T>(): Node<T> {
  return { next: new Map(), entry: null }
}
