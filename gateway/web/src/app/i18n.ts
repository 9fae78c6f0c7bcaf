import { nextTick } from 'vue'
import { createI18n } from 'vue-i18n'

export type Language = 'zh-CN' | 'en'
const KEPT = 'zhibu.language'

export const i18n = createI18n({
  legacy: false,
  globalInjection: true,
  locale: 'zh-CN',
  fallbackLocale: false,
  missingWarn: false,
  messages: {} as Record<string, Record<string, string>>,
})

const texts: Record<Language, () => Promise<{ default: object }>> = {
  'zh-CN': () => import('@/locales/zh-CN.json'),
  en: () => import('@/locales/en.json'),
}

export function currentLanguage(): Language {
  return (i18n.global.locale as unknown as { value: Language }).value
}

/** Switches the language of the screens and remembers it on this device. */
export async function setLanguage(language: Language): Promise<void> {
  if (!i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, (await texts[language]()).default as never)
  }
  ;(i18n.global.locale as unknown as { value: Language }).value = language
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // A browser without storage forgets the choice; the page works all the same.
  }
  await nextTick()
}

export async function startLanguage(): Promise<void> {
  await setLanguage(kept() === 'en' ? 'en' : 'zh-CN')
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

/** A text of this program, outside of templates. */
export function text(key: string, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values)
}

/** The name of something that comes with its names, such as a kind of record. */
export function named(names: Record<string, string> | undefined, otherwise = ''): string {
  return names?.[currentLanguage()] ?? names?.['zh-CN'] ?? otherwise
}

/** The name of a unit of measure: persons, person-times, study hours. */
export function measureUnitName(unit: string): string {
  return i18n.global.te(`unitOf.${unit}`) ? i18n.global.t(`unitOf.${unit}`) : unit
}
