import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { rooms } from '../../src/apps/server/rooms.ts'
import type { Job } from '../../src/kernel/shapes.ts'
import { openTestContext, type TestContext } from '../../src/platform/server/testing.ts'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import type { ImportView } from '../../src/rooms/units/contract.ts'

/** An office as its clerk meets it: over HTTP, on a real database, with files of its own making. */
export interface Office {
  readonly context: TestContext
  readonly app: FastifyInstance
  readonly folder: string
  get<T>(url: string): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<T>
  /** Status and body, whatever they are. */
  raw(options: InjectOptions): Promise<{ status: number; body: string; bytes: Buffer }>
  finished(job: string): Promise<Job>
  /** Drops files and waits until they are compared. */
  drop(files: readonly { name: string; bytes: Buffer | string }[]): Promise<ImportView>
  commit(id: string): Promise<ImportView>
  close(): Promise<void>
}

export async function openOffice(): Promise<Office> {
  const context = await openTestContext(rooms)
  const app = await context.app()
  const folder = mkdtempSync(join(tmpdir(), 'juxin-office-'))
  const raw = async (options: InjectOptions) => {
    const answer = await app.inject(options)
    return { status: answer.statusCode, body: answer.body, bytes: answer.rawPayload }
  }
  const ask = async <T>(options: InjectOptions): Promise<T> => {
    const answer = await app.inject(options)
    if (answer.statusCode !== 200) throw new Error(`${options.method ?? 'GET'} ${String(options.url)}: ${answer.body}`)
    return answer.json<T>()
  }
  const office: Office = {
    context,
    app,
    folder,
    raw,
    get: (url) => ask({ method: 'GET', url }),
    send: (method, url, body) =>
      ask({ method, url, ...(body === undefined ? {} : { payload: body as Record<string, unknown> }) }),
    finished: (job) => context.jobs.finished(job),
    async drop(files) {
      const { id, job } = await ask<{ id: string; job: string }>({
        method: 'POST',
        url: '/api/imports',
        ...multipart(files),
      })
      await context.jobs.finished(job)
      return ask<ImportView>({ url: `/api/imports/${id}` })
    },
    async commit(id) {
      const { job } = await ask<{ job: string }>({ method: 'POST', url: `/api/imports/${id}/commit` })
      const done = await context.jobs.finished(job)
      if (done.state !== 'done') throw new Error(done.problem?.words ?? done.state)
      return ask<ImportView>({ url: `/api/imports/${id}` })
    },
    async close() {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return office
}

export async function sampleFiles(folder: string, units: number, seed = 1): Promise<{ name: string; bytes: Buffer }[]> {
  const { files } = await writeSample(join(folder, `sample-${seed}`), units, seed)
  return files.map(({ name, path }) => ({ name, bytes: readFileSync(path) }))
}

function multipart(files: readonly { name: string; bytes: Buffer | string }[]) {
  const boundary = 'juxin-test-boundary'
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  }
}
