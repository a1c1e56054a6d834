import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { EndpointTable } from '../../../kernel/endpoint.ts'

/**
 * `virtual:routes`: method and path of every endpoint, read from the contracts when the application is built.
 * The contracts themselves (and zod with them) stay out of the browser: it needs only where to call, the types are
 * checked before.
 */
export function routesModule(projectRoot: string): Plugin {
  const name = 'virtual:routes'
  return {
    name: 'juxin-routes',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null
      const files = contractFiles(projectRoot)
      for (const file of files) this.addWatchFile(file)
      return `export const routes = ${JSON.stringify(await readRoutes(files))}`
    },
  }
}

export function contractFiles(projectRoot: string): string[] {
  const rooms = join(projectRoot, 'src/rooms')
  const files = readdirSync(rooms)
    .sort()
    .map((room) => join(rooms, room, 'contract.ts'))
  return [join(projectRoot, 'src/platform/contract.ts'), ...files].filter((file) => existsSync(file))
}

/** `{ 'units.get': 'GET /api/units/:id', … }` */
export async function readRoutes(files: readonly string[]): Promise<Record<string, string>> {
  const routes: Record<string, string> = {}
  for (const file of files) {
    const contract = (await import(pathToFileURL(file).href)) as Record<string, unknown>
    for (const [exported, value] of Object.entries(contract)) {
      if (!exported.endsWith('Endpoints')) continue
      for (const [endpoint, { method, path }] of Object.entries(value as EndpointTable)) {
        routes[endpoint] = `${method} ${path}`
      }
    }
  }
  return routes
}
