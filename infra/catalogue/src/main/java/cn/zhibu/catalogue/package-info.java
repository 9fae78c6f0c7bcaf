/**
 * What can be recorded, measured and said: kinds of record with their versions, measures, claims and report outlines, all
 * of it data. Anything that is wrong in the data stops the start, so that no sentence is ever made from half a definition.
 */
@NullMarked
package cn.zhibu.catalogue;

import org.jspecify.annotations.NullMarked;
