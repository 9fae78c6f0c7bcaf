/** Opens, suspends and resumes bureaus: the platform operator's only feature. A bureau is a tenant. */
@NullMarked
package cn.zhibu.member.bureau;

import org.jspecify.annotations.NullMarked;
