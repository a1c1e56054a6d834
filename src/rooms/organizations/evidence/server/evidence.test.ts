import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestContext } from '../../../../platform/server/testing.ts'
import { addOrganization, openOrganizations } from '../../testing.ts'

let context: TestContext
beforeAll(async () => {
  context = await openOrganizations()
})
afterAll(() => context.close())

const PDF = Buffer.from('%PDF-1.7\n批复\n%%EOF')

function form(name: string, bytes: Buffer, about: string) {
  const boundary = 'juxin-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="about"\r\n\r\n${about}\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': `${payload.length}` }
  return { payload, headers }
}

describe('papers behind a deed', () => {
  it('are kept encrypted, given back as they were, and taken back with a reason', async () => {
    const { id } = await addOrganization(context, { name: '支部' })
    const app = await context.app()
    const sent = await app.inject({
      method: 'POST',
      url: `/api/organizations/${id}/evidence`,
      ...form('批复.pdf', PDF, '批复原件'),
    })
    expect(sent.statusCode, sent.body).toBe(200)
    const [paper] = sent.json().ids as string[]
    const page = (await app.inject({ url: `/api/organizations/${id}` })).json()
    expect(page.evidence).toMatchObject([{ id: paper, name: '批复.pdf', about: '批复原件', size: PDF.length }])
    expect((await app.inject({ url: `/api/evidence/${paper}` })).rawPayload).toEqual(PDF)
    const drop = { method: 'POST', url: `/api/evidence/${paper}/drop`, payload: { reason: '附错了' } } as const
    expect((await app.inject(drop)).statusCode).toBe(200)
    expect((await app.inject({ url: `/api/evidence/${paper}` })).json().code).toBe('evidence.not-found')
    expect((await app.inject({ url: `/api/organizations/${id}` })).json().evidence).toEqual([])
  })

  it('takes no programs and nothing under another name', async () => {
    const { id } = await addOrganization(context, { name: '支部二' })
    const app = await context.app()
    for (const [name, bytes] of [
      ['批复.pdf', Buffer.from('MZ program')],
      ['批复.exe', PDF],
    ] as const) {
      const answer = await app.inject({
        method: 'POST',
        url: `/api/organizations/${id}/evidence`,
        ...form(name, bytes, ''),
      })
      expect(answer.json().code).toBe('evidence.wrong-kind')
    }
  })
})
