/** What the services ask of their store, and that each question is answered by an index (infra/docs/database.md). */
@NullMarked
package cn.zhibu.kit.query;

import org.jspecify.annotations.NullMarked;
