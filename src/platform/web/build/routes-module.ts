import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { EndpointTable } from '../../../kernel/endpoint.ts'
import type { VerbTable } from '../../../kernel/verbs.ts'
import type { NeedTable } from '../session/decide.ts'

/**
 * `virtual:routes`: method, path and verb of every endpoint and the words of the verbs, read from the contracts when the
 * application is built. The contracts themselves (and zod with them) stay out of the browser: it needs only where to call, the types are
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
      const tables = await readContracts(files)
      return Object.entries(tables)
        .map(([exported, table]) => `export const ${exported} = ${JSON.stringify(table)}`)
        .join('\n')
    },
  }
}

/** The contracts of the platform, of every room and of its sub-rooms. */
export function contractFiles(projectRoot: string): string[] {
  const rooms = join(projectRoot, 'src/rooms')
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name))
      .sort()
  const folders = below(rooms).flatMap((room) => [room, ...below(room)])
  const files = [join(projectRoot, 'src/platform'), ...folders].map((folder) => join(folder, 'contract.ts'))
  return files.filter((file) => existsSync(file))
}

export interface Contracts {
  /** `{ 'units.get': 'GET /api/units/:id', … }` */
  readonly routes: Readonly<Record<string, string>>
  /** `{ 'units.get': { verb: 'units.read' }, … }` */
  readonly needs: NeedTable
  /** `{ 'units.read': { words: '看台账' }, … }` */
  readonly verbs: VerbTable
}

export async function readContracts(files: readonly string[]): Promise<Contracts> {
  const routes: Record<string, string> = {}
  const needs: Record<string, NeedTable[string]> = {}
  const verbs: Record<string, VerbTable[string]> = {}
  for (const file of files) {
    const contract = (await import(pathToFileURL(file).href)) as Record<string, unknown>
    for (const [exported, value] of Object.entries(contract)) {
      if (exported.endsWith('Verbs')) Object.assign(verbs, value as VerbTable)
      if (!exported.endsWith('Endpoints')) continue
      for (const [endpoint, { method, path, verb, whole }] of Object.entries(value as EndpointTable)) {
        routes[endpoint] = `${method} ${path}`
        needs[endpoint] = whole === undefined ? { verb } : { verb, whole }
      }
    }
  }
  return { routes, needs, verbs }
}
