/** A name as it is compared: width, brackets and blanks made equal. What is kept is the name as it was written. */
export function plainName(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replaceAll('〔', '(').replaceAll('〕', ')')
}

/** `甲公司、乙公司；丙公司` → three names. A comma inside brackets parts nothing. */
export function namesInCell(text: string): string[] {
  const names: string[] = []
  let depth = 0
  let name = ''
  for (const character of text) {
    if ('(（'.includes(character)) depth++
    if (')）'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth === 0 && /[、，,；;\n\r]/u.test(character)) {
      names.push(name)
      name = ''
    } else name += character
  }
  names.push(name)
  return names.map((one) => one.trim()).filter((one) => one !== '' && !/^(?:无|没有|—|-|\/)$/u.test(one))
}
