package cn.zhibu.member;

import cn.zhibu.kit.OpenApiTests;

class MemberOpenApiTests extends OpenApiTests {}
