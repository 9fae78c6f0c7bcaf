/** The test kit: the house rules, the stack for tests, callers with real tokens, and the contract tests that services inherit. */
@NullMarked
package cn.zhibu.kit;

import org.jspecify.annotations.NullMarked;
