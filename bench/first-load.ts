/** What the browser fetches before the first page stands: scripts named by index.html and what they import at once. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = resolve(import.meta.dirname, '../dist/web')
if (!existsSync(folder)) {
  process.stdout.write('dist/web is not built: start the program once (npm start)\n')
} else {
  const wanted = [
    ...readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g),
  ].map((found) => found[1] as string)
  const seen = new Set<string>()
  let bytes = 0
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const text = readFileSync(join(folder, name))
    bytes += gzipSync(text, { level: 9 }).length
    for (const found of text
      .toString()
      .matchAll(
        /(?:^|[;}\s])(?:import|export)[^;()'"]*?from\s*["']\.\/([^"']+\.js)["']|import["']\.\/([^"']+\.js)["']/g,
      )) {
      wanted.push(`assets/${found[1] ?? found[2]}`)
    }
  }
  process.stdout.write(
    `first load: ${seen.size} scripts, ${(bytes / 1024).toFixed(0)} KB gzip (goal ≤ 350 KB), without the page's own chunk\n`,
  )
}
