/** Hands a file over to the person, under its name. */
export function saveFile(got: { file: Blob; name: string }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(got.file)
  link.download = got.name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
