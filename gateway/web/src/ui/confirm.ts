/** Asks before something that cannot be undone; the words say what will happen. */
export async function confirmed(explain: string, title: string, action: string, cancel: string): Promise<boolean> {
  const [{ ElMessageBox }] = await Promise.all([
    import('element-plus/es/components/message-box/index.mjs'),
    import('element-plus/es/components/message-box/style/css'),
  ])
  return ElMessageBox.confirm(explain, title, { confirmButtonText: action, cancelButtonText: cancel }).then(
    () => true,
    () => false,
  )
}
