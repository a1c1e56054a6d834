import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Retention } from '../../../platform/server/personal/kinds.ts'
import type { Imports } from './import/imports.ts'
import type { Context } from '../../../platform/server/room.ts'

/** Files that were dropped and neither written nor given up, e.g. because the program ended meanwhile. */
export function unitsRetention(importsOf: (context: Context) => Imports): readonly Retention[] {
  return [
    {
      id: 'uploads',
      name: '放入后没有办完的原始文件',
      months: 1,
      least: null,
      why: '写入或放弃时原件即删；这里清理中途停下的',
      async erase(context, _scope, before) {
        const folder = join(context.config.dataDir, 'uploads')
        const open = new Set(
          importsOf(context)
            .list()
            .map(({ id }) => id),
        )
        const names = await readdir(folder).catch(() => [])
        let gone = 0
        for (const name of names) {
          const path = join(folder, name)
          if (open.has(name) || (await stat(path)).mtime >= before) continue
          await rm(path, { recursive: true, force: true })
          gone++
        }
        return gone
      },
    },
  ]
}
