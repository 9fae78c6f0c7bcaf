/** A short word at the top of the page that goes away by itself. */
export async function tell(message: string, type: 'info' | 'success' | 'warning' = 'info'): Promise<void> {
  const [{ ElMessage }] = await Promise.all([
    import('element-plus/es/components/message/index.mjs'),
    import('element-plus/es/components/message/style/css'),
  ])
  ElMessage({ message, type, grouping: true })
}
