/** A piece of text and whether the other text has it too. */
export interface Piece {
  readonly text: string
  readonly same: boolean
}

/**
 * Marks what two short texts do not share: the longest common subsequence of characters, so that “样例机械有限公司”
 * against “大连样例机械公司” marks exactly “有限” here and “大连” there. Names and addresses only: it takes |a|·|b| steps.
 */
export function differ(a: string, b: string): { readonly a: readonly Piece[]; readonly b: readonly Piece[] } {
  const left = [...a]
  const right = [...b]
  const width = right.length + 1
  const longest = new Uint16Array((left.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const sameLeft = left.map(() => false)
  const sameRight = right.map(() => false)
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      sameLeft[i++] = true
      sameRight[j++] = true
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return { a: join(left, sameLeft), b: join(right, sameRight) }
}

function join(characters: readonly string[], same: readonly boolean[]): Piece[] {
  const pieces: { text: string; same: boolean }[] = []
  for (const [index, character] of characters.entries()) {
    const last = pieces.at(-1)
    const mine = same[index] ?? false
    if (last !== undefined && last.same === mine) last.text += character
    else pieces.push({ text: character, same: mine })
  }
  return pieces
}
