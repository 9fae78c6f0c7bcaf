/** Everything that the house forbids, once. Only {@code HouseRulesTests} looks in here. */
package cn.zhibu.bad;
