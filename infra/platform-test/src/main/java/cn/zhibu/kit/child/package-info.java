@org.jspecify.annotations.NullMarked
package cn.zhibu.kit.child;
