import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { pageInput, pageOf } from '../../../kernel/shapes.ts'
import { organizationKindShape, organizationsVerbs } from '../contract.ts'

/** Where a row of the file goes. */
export const registerTabShape = z.enum(['new', 'differs', 'same', 'wrong'])
export type RegisterTab = z.infer<typeof registerTabShape>

/** What is said of a row: where, why, and how to mend it. */
export const registerNoteShape = z.object({
  column: z.string().describe('列名'),
  why: z.string(),
  remedy: z.string().nullable(),
})
export type RegisterNote = z.infer<typeof registerNoteShape>

export const registerRowShape = z.object({
  sheet: z.string(),
  row: z.number().int().describe('表里的行号'),
  name: z.string(),
  kind: organizationKindShape.nullable(),
  superior: z.string().nullable(),
  area: z.string().nullable(),
  founded: z.string().nullable(),
  units: z.number().int().describe('挂接到台账的单位数'),
  /** Of `same` and `differs`: the organisation on record. */
  organization: z.string().nullable(),
  notes: z.array(registerNoteShape),
})

export const registerImportShape = z.object({
  id: z.string(),
  file: z.string(),
  /** Of sheets that were read: which column is what. */
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      columns: z.array(z.object({ title: z.string(), field: z.string() })),
      ignored: z.array(z.string()).describe('没有用到的列'),
      problem: z.string().nullable(),
    }),
  ),
  counts: z.record(registerTabShape, z.number().int()),
  /** The sentence above the table. */
  sentence: z.string(),
})

export const writtenImportShape = z.object({
  id: z.string(),
  file: z.string(),
  at: z.string(),
  by: z.string(),
  registered: z.number().int(),
  undone: z.boolean(),
})

const whole = organizationsVerbs['organizations.import'].whole

export const registerEndpoints = endpoints({
  'organizations.importRegister': {
    method: 'POST',
    path: '/api/organizations-import',
    summary: '读一份党组织名册，先看会怎样',
    verb: 'organizations.import',
    whole,
    input: z.object({}),
    output: registerImportShape,
    upload: true,
  },
  'organizations.importRows': {
    method: 'GET',
    path: '/api/organizations-import/:id/rows',
    summary: '读出的行',
    verb: 'organizations.import',
    whole,
    input: z.object({ id: z.string(), tab: registerTabShape, ...pageInput }),
    output: pageOf(registerRowShape),
  },
  'organizations.commitRegister': {
    method: 'POST',
    path: '/api/organizations-import/:id/commit',
    summary: '写入新的党组织',
    verb: 'organizations.import',
    whole,
    input: z.object({ id: z.string() }),
    output: z.object({ import: z.string().nullable(), registered: z.number().int(), sentence: z.string() }),
  },
  'organizations.listRegisterImports': {
    method: 'GET',
    path: '/api/organizations-import',
    summary: '导入过的名册',
    verb: 'organizations.import',
    whole,
    input: z.object({}),
    output: z.object({ rows: z.array(writtenImportShape) }),
  },
  'organizations.undoRegister': {
    method: 'POST',
    path: '/api/organizations-import/:id/undo',
    summary: '撤回一次名册导入',
    verb: 'organizations.import',
    whole,
    input: z.object({ id: z.string(), reason: z.string().trim().min(2, '写明事由').max(400) }),
    output: z.object({ ok: z.literal(true), sentence: z.string() }),
  },
})

export const registerProblem = problems('register', {
  'no-file': { status: 400, words: '没有收到文件，请重新选择。' },
  'not-recognised': { status: 400, words: '“{file}”里没有认出党组织名册：{why}' },
  'not-found': { status: 404, words: '这次读取已经过时，请重新放入文件。' },
  'changed-meanwhile': { status: 409, words: '读取以后党组织有过变动，请重新放入文件再写入。' },
  'undo-refused': { status: 409, words: '不能撤回：{why}' },
  'undone-already': { status: 409, words: '这次导入已经撤回过。' },
})

export type RegisterRow = z.infer<typeof registerRowShape>
export type RegisterImport = z.infer<typeof registerImportShape>
export type WrittenRegister = z.infer<typeof writtenImportShape>
