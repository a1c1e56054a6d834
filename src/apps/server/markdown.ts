/**
 * The part of Markdown that the guide is written in, as HTML: headings, paragraphs, lists, tables, quotes, code, pictures,
 * links, bold. Everything is escaped first, so nothing in a file can become markup of its own; links stay inside the
 * guide or go to http addresses.
 */
export interface Rendered {
  readonly title: string
  readonly html: string
}

export function renderMarkdown(text: string): Rendered {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const html: string[] = []
  let at = 0
  const block = (matches: (line: string) => boolean): string[] => {
    const from = at
    while (at < lines.length && matches(lines[at] ?? '')) at++
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '') at++
    else if (line.startsWith('```')) {
      at++
      const code = block((next) => !next.startsWith('```'))
      at++
      html.push(`<pre tabindex="0"><code>${escape(code.join('\n'))}</code></pre>`)
    } else if (isHeading(line)) {
      html.push(heading(line))
      at++
    } else if (line.startsWith('|')) html.push(table(block((next) => next.startsWith('|'))))
    else if (line.startsWith('> ')) {
      const quote = block((next) => next.startsWith('>')).map((next) => next.replace(/^> ?/, ''))
      html.push(`<blockquote><p>${inline(quote.join(''))}</p></blockquote>`)
    } else if (itemOf(line) !== null) html.push(list(block((next) => itemOf(next) !== null || /^ {2,}\S/.test(next))))
    else html.push(paragraph(block((next) => next.trim() !== '' && !begins(next))))
  }
  const title = lines.find((line) => line.startsWith('# '))?.slice(2) ?? ''
  return { title, html: html.join('\n') }
}

const isHeading = (line: string): boolean => /^#{1,4} /.test(line)
const itemOf = (line: string): string | null => /^(?:[-*]|\d+\.) +(.*)$/.exec(line)?.[1] ?? null
const begins = (line: string): boolean => isHeading(line) || /^(```|\||> )/.test(line) || itemOf(line) !== null

function heading(line: string): string {
  const depth = line.indexOf(' ')
  const words = line.slice(depth + 1).trim()
  return `<h${depth} id="${escape(words.replace(/\s+/g, '-'))}">${inline(words)}</h${depth}>`
}

/** A picture that stands alone is a figure with its words under it. */
function paragraph(lines: readonly string[]): string {
  const text = lines.join('\n')
  const alone = /^!\[([^\]]*)\]\(([^)\s]+)\)$/.exec(text.trim())
  if (alone) return `<figure>${inline(text.trim())}<figcaption>${escape(alone[1] ?? '')}</figcaption></figure>`
  return `<p>${inline(text)}</p>`
}

/** One level; a line set in by two blanks goes on with its item. */
function list(lines: readonly string[]): string {
  const items: string[] = []
  for (const line of lines) {
    const item = itemOf(line)
    if (item === null) items.push(`${items.pop() ?? ''}\n${line.trim()}`)
    else items.push(item)
  }
  const tag = /^\d/.test(lines[0] ?? '') ? 'ol' : 'ul'
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`
}

function table(lines: readonly string[]): string {
  const cells = (line: string): string[] =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => cell.trim())
  const [head = '', , ...rows] = lines
  const row = (line: string, tag: string): string =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${inline(cell)}</${tag}>`)
      .join('')}</tr>`
  return `<div class="table"><table><thead>${row(head, 'th')}</thead><tbody>${rows.map((line) => row(line, 'td')).join('')}</tbody></table></div>`
}

/** Code is set aside first: nothing inside it is markup. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) => (/^`[^`]+`$/.test(piece) ? `<code>${escape(piece.slice(1, -1))}</code>` : marked(escape(piece))))
    .join('')
}

function marked(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\(([^)\s]+)\)/g, (whole: string, words: string, to: string) =>
      isSafe(to) ? `<img src="${to}" alt="${words}" loading="lazy" />` : whole,
    )
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (whole: string, words: string, to: string) =>
      isSafe(to) ? `<a href="${to}">${words}</a>` : whole,
    )
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
}

const isSafe = (to: string): boolean => /^https?:\/\//.test(to) || !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(to)

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
