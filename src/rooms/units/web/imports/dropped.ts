/** What was dropped: the files, and whether a folder was among it (browsers hand a folder over as a file of no use). */
export function droppedFiles(transfer: DataTransfer): { files: File[]; folder: boolean } {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  const folders = items.map((item) => item.webkitGetAsEntry()?.isDirectory === true)
  return { files: [...transfer.files].filter((_, index) => folders[index] !== true), folder: folders.includes(true) }
}

export const carriesFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') === true
