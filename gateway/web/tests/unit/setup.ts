import 'fake-indexeddb/auto'
import { beforeAll } from 'vitest'
import { setLanguage } from '@/app/i18n'

beforeAll(() => setLanguage('zh-CN'))
