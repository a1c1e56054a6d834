import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { platformProblem } from '../../platform/contract.ts'
import { renderMarkdown } from './markdown.ts'

const folder = resolve(import.meta.dirname, '../../../docs/guide')
const styles = [
  resolve(import.meta.dirname, '../../platform/web/styles/tokens.css'),
  join(import.meta.dirname, 'guide.css'),
]

/** The guide inside the program, so that it is at hand without a network: docs/guide as pages, README.md first. */
export function serveGuide(app: FastifyInstance): void {
  app.get('/guide', { schema: { hide: true } }, (_request, reply) => reply.redirect('/guide/'))
  app.get<{ Params: { '*': string } }>('/guide/*', { schema: { hide: true } }, async ({ params }, reply) => {
    const name = params['*'] === '' ? 'README.md' : params['*']
    reply.header('cache-control', 'no-cache')
    // Only plain names: nothing outside the folder can be asked for.
    if (name === 'guide.css') return reply.type('text/css; charset=utf-8').send(await stylesheet())
    if (/^pictures\/[\w-]+\.png$/.test(name)) return reply.type('image/png').send(await read(name))
    if (/^[\w-]+\.md$/.test(name)) return reply.type('text/html; charset=utf-8').send(await page(name))
    throw platformProblem('not-found', { path: `/guide/${name}` })
  })
}

async function read(name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name))
  } catch {
    throw platformProblem('not-found', { path: `/guide/${name}` })
  }
}

/** The colours of the program, then what the pages of the guide add. */
async function stylesheet(): Promise<string> {
  const parts = await Promise.all(styles.map((path) => readFile(path, 'utf8')))
  return parts.join('\n')
}

async function page(name: string): Promise<string> {
  const text = async (file: string): Promise<string> => (await read(file)).toString()
  const { title, html } = renderMarkdown(await text(name))
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title} · 聚新使用说明</title>
<link rel="stylesheet" href="/guide/guide.css" />
</head>
<body>
<header><a href="/guide/">聚新使用说明</a><a href="/">回聚新</a></header>
<nav aria-label="目录">${contents(await text('README.md'), name)}</nav>
<main>
${html}
</main>
</body>
</html>
`
}

/** The links of the first page, in its order. */
function contents(readme: string, open: string): string {
  const links = [...readme.matchAll(/\[([^\]]+)\]\(([\w-]+\.md)\)/g)]
  const seen = new Map(links.map(([, words = '', to = '']) => [to, words]))
  const items = [...seen].map(
    ([to, words]) => `<li><a href="${to}"${to === open ? ' aria-current="page"' : ''}>${words}</a></li>`,
  )
  return `<ul>${items.join('')}</ul>`
}
