import { existsSync } from 'node:fs'
import { defineConfig } from '@hey-api/openapi-ts'

/** One client per service, made from the description that the service commits and tests. */
const services = ['member', 'activity', 'report', 'notification'].filter((service) => existsSync(`../../${service}-service/openapi.json`))

export default defineConfig(
  services.map((service) => ({
    input: `../../${service}-service/openapi.json`,
    output: { path: `src/api/generated/${service}`, clean: true },
    logs: { level: 'warn' as const },
    plugins: [{ name: '@hey-api/typescript' as const }],
  })),
)
