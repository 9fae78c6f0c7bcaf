package cn.zhibu.load.sheet;

import java.util.List;

/** Sorts of mistakes that people make in a sheet of pairing assistance, each in a row that is right otherwise. */
public enum Flaw {
    DAY_MISSING("/date") {
        @Override
        void spoil(String[] cells) {
            cells[DATE] = "";
        }
    },
    DAY_IN_WORDS("/date") {
        @Override
        void spoil(String[] cells) {
            cells[DATE] = "去年开春";
        }
    },
    DAY_TO_COME("/date") {
        @Override
        void spoil(String[] cells) {
            cells[DATE] = "2190-03-01";
        }
    },
    DAY_LONG_AGO("/date") {
        @Override
        void spoil(String[] cells) {
            cells[DATE] = "1802-03-01";
        }
    },
    NOBODY_HELPED("/values/partner") {
        @Override
        void spoil(String[] cells) {
            cells[PARTNER] = "";
        }
    },
    NO_SUCH_FORM("/values/form") {
        @Override
        void spoil(String[] cells) {
            cells[FORM] = "其他";
            cells[AMOUNT] = "";
        }
    },
    NO_AMOUNT("/values/amount") {
        @Override
        void spoil(String[] cells) {
            cells[AMOUNT] = "";
        }
    },
    AMOUNT_IN_WORDS("/values/amount") {
        @Override
        void spoil(String[] cells) {
            cells[AMOUNT] = "很多";
        }
    },
    AMOUNT_OF_NOTHING("/values/amount") {
        @Override
        void spoil(String[] cells) {
            cells[AMOUNT] = "0";
        }
    },
    AMOUNT_TOO_FINE("/values/amount") {
        @Override
        void spoil(String[] cells) {
            cells[AMOUNT] = "12.345";
        }
    },
    AMOUNT_TOO_LARGE("/values/amount") {
        @Override
        void spoil(String[] cells) {
            cells[AMOUNT] = "200000000";
        }
    },
    HALF_A_THING("/values/quantity") {
        @Override
        void spoil(String[] cells) {
            goods(cells);
            cells[QUANTITY] = "2.5";
        }
    },
    NO_SUCH_UNIT("/values/goodsUnit") {
        @Override
        void spoil(String[] cells) {
            goods(cells);
            cells[GOODS_UNIT] = "车";
        }
    },
    NOTHING_GIVEN("/values/item") {
        @Override
        void spoil(String[] cells) {
            goods(cells);
            cells[ITEM] = "";
        }
    },
    NUMBER_TOO_LONG("/values/approval") {
        @Override
        void spoil(String[] cells) {
            cells[APPROVAL] = "批".repeat(61);
        }
    };

    public static final List<String> HEADINGS = List.of("日期", "帮扶对象", "帮扶形式", "金额", "物品", "数量", "计量单位", "审批或收据编号");

    static final int DATE = 0;
    static final int PARTNER = 1;
    static final int FORM = 2;
    static final int AMOUNT = 3;
    static final int ITEM = 4;
    static final int QUANTITY = 5;
    static final int GOODS_UNIT = 6;
    static final int APPROVAL = 7;

    private final String pointer;

    Flaw(String pointer) {
        this.pointer = pointer;
    }

    /** The column that is at fault, as the form of a record calls it. */
    public String pointer() {
        return pointer;
    }

    abstract void spoil(String[] cells);

    private static void goods(String[] cells) {
        cells[FORM] = "实物";
        cells[AMOUNT] = "";
        cells[ITEM] = "图书";
        cells[QUANTITY] = "20";
        cells[GOODS_UNIT] = "册";
    }
}
