import { openFolder } from './embedded.ts'

/** Runs as a process of its own: makes an empty database in the folder it is given and ends. */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: make-database.ts FOLDER')
const { pg } = await openFolder(folder)
await pg.close()
