import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { namesIn } from '../../../../kernel/mask.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { exportPersonal } from '../../../../platform/server/personal/export-personal.ts'
import { openEyes, type Eyes } from '../../../../platform/server/personal/eyes.ts'
import { personalExport, TOLD } from '../../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { ZipWriter } from '../../../../platform/server/spreadsheets/zip-writer.ts'
import type { FoundingPaper } from '../../../organizations/founding/contract.ts'
import { findPaperFacts, type PaperFacts } from '../../../organizations/founding/server/public.ts'
import { readLifeYear } from '../../../organizations/life/server/public.ts'
import type { TermFilter } from '../../../organizations/posts/contract.ts'
import { ofCommittee, postNames } from '../../../organizations/posts/public.ts'
import { findPostsPage, listReminderLetters } from '../../../organizations/posts/server/public.ts'
import { documentsEndpoints, type LifePaper } from '../../contract.ts'
import { setPaper, setPapers } from '../official.ts'
import { foundingPaper, type SeatedOfficer } from './founding-paper.ts'
import { lifePaper } from './life-paper.ts'
import { reminderPaper } from './reminder.ts'

interface File {
  readonly name: string
  readonly file: Uint8Array
}

interface Call {
  readonly scope: Scope
  readonly request: Pick<FastifyRequest, 'query' | 'params'>
}

/** Names stand in the report of an election alone; masked unless a purpose was stated. */
export async function foundingFile(
  context: Context,
  call: Call,
  input: { readonly id: string; readonly paper: FoundingPaper; readonly release?: string | undefined },
): Promise<File> {
  const { scope } = call
  const db = context.database.as(scope)
  const facts = await findPaperFacts(context, db, scope, input.id, input.paper)
  const eyes = await exportPersonal(context, call, 'documents.founding', input)
  const officers = input.paper === 'filing' ? await findOfficers(context, db, scope, facts, eyes) : []
  const { title, parts } = foundingPaper(input.paper, facts, officers, context.clock.today())
  return { name: `${title}.docx`, file: await setPaper(parts, { title }) }
}

async function findOfficers(
  context: Pick<Context, 'clock' | 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  { organization }: PaperFacts,
  eyes: Eyes,
): Promise<SeatedOfficer[]> {
  if (organization === null) return []
  const { posts } = await findPostsPage(context, db, scope, organization, eyes)
  return posts.filter(({ post }) => ofCommittee(post)).map(({ post, name }) => ({ post: postNames[post], name }))
}

/** Those whose names would stand in the paper in the clear. */
export const documentsExports = {
  'documents.founding': personalExport({
    endpoint: documentsEndpoints['documents.founding'],
    words: '组建公文，含班子成员姓名',
    async persons(db, scope, { id, paper }, context) {
      if (paper !== 'filing') return { count: 0, names: [] }
      const facts = await findPaperFacts(context, db, scope, id, paper)
      const eyes = openEyes(context.secrets, { purpose: '计数' })
      const officers = await findOfficers(context, db, scope, facts, eyes)
      const names = new Set(officers.flatMap(({ name }) => namesIn(name)))
      return { count: names.size, names: [...names].slice(0, TOLD) }
    },
  }),
}

/** A year of one organisation. Throws `organizations.not-found`. */
export async function lifeFile(
  context: Context,
  scope: Scope,
  input: { readonly organization: string; readonly paper: LifePaper; readonly year?: number | undefined },
): Promise<File> {
  const life = await readLifeYear(context, context.database.as(scope), scope, input.organization, input.year)
  const { title, parts } = lifePaper(input.paper, life, context.clock.today())
  return { name: `${title}.docx`, file: await setPaper(parts, { title }) }
}

const LETTERS = '换届提醒函'

/** All letters of the list in one file, each on a page of its own. */
export async function termLettersFile(context: Context, scope: Scope, filter: TermFilter): Promise<File> {
  const papers = await reminders(context, scope, filter)
  const file = await setPapers(
    papers.map(({ parts }) => parts),
    { title: LETTERS },
  )
  return { name: `${LETTERS}（${papers.length}份）.docx`, file }
}

/** The same letters one by one, in a zip that is written while it is sent. */
export async function sendTermLetters(
  context: Context,
  scope: Scope,
  filter: TermFilter,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const papers = await reminders(context, scope, filter)
  const out = new PassThrough()
  void packLetters(papers, out).catch((error: unknown) => out.destroy(error as Error))
  return reply
    .header('content-type', 'application/zip')
    .header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(`${LETTERS}（${papers.length}份）.zip`)}`,
    )
    .send(out)
}

type Papers = Awaited<ReturnType<typeof reminders>>

async function packLetters(papers: Papers, out: PassThrough): Promise<void> {
  const zip = new ZipWriter(out)
  for (const [index, { title, parts }] of papers.entries()) {
    // Two organisations may bear one name; the number keeps the order of the list as well.
    await zip.part(`${String(index + 1).padStart(3, '0')} ${title.replaceAll(/[\\/:*?"<>|]/g, '')}.docx`, [
      await setPaper(parts, { title }),
    ])
  }
  await zip.finish()
  out.end()
}

async function reminders(context: Context, scope: Scope, filter: TermFilter) {
  const { letters, article } = await listReminderLetters(context, context.database.as(scope), scope, filter)
  return letters.map((letter) => reminderPaper(letter, article, context.clock.today()))
}
