import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** What the compiler does not see: promises that nobody waits for, cases that are left out, templates that mean something else. */
export default defineConfig(
  globalIgnores(['dist', 'target', 'src/api/generated', 'src/*.d.ts', 'openapi-ts.config.ts']),
  {
    files: ['**/*.{ts,vue}'],
    extends: [
      js.configs.recommended,
      tseslint.configs.recommended,
      vue.configs['flat/recommended'],
      accessibility.configs['flat/recommended'],
    ],
    languageOptions: {
      parserOptions: { parser: tseslint.parser, projectService: true, extraFileExtensions: ['.vue'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-undef': 'off', // the compiler's
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off', // with types, what may be missing says so
      'vue/multi-word-component-names': 'off', // ours are imported by name and never look like an element
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'vuejs-accessibility/label-has-for': [
        'error',
        { controlComponents: ['ElSelect', 'ElInput', 'ElDatePicker', 'UnitSelect'], required: { some: ['nesting', 'id'] } },
      ],
    },
  },
  prettier,
)
