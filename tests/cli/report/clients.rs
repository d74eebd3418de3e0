//! Clients, by a small book whose figures were computed by hand.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::{TEAM, money, rows};
use crate::support::Records;

#[test]
fn clients_show_retention_and_satisfaction() {
    assert_data_eq!(
        Records::zh().run(&["report", "clients", "--width", "80"]).screen(),
        str![[r#"
客户分析  截至 2026-06-26 周五 16:30

客户（按分类）
分类      客户        成交客户  一年前  留存  留存率        流失率  调查  满意度
VIP客户      1 ▍             1       1     1    100% █████      0%     2     85%
正式客户     3 █▏            3       1     0      0% ░░░░░    100%     1     60%
潜在客户    14 █████         1       0     0                           0
（无）       2 ▊             0       0     0                           0
合计        20               5       2     1     50% ██▌░░     50%     3   76.7%

客户（按行业）
行业      客户        成交客户  一年前  留存  留存率        流失率  调查  满意度
农业         1 ▋             0       0     0                           0
制造业       8 █████         2       1     0      0% ░░░░░    100%     0
医药健康     3 █▉            1       1     1    100% █████      0%     2     85%
家电         1 ▋             1       0     0                           0
建材         1 ▋             0       0     0                           0
食品饮料     4 ██▌           1       0     0                           1     60%
（无）       2 █▎            0       0     0                           0
合计        20               5       2     1     50% ██▌░░     50%     3   76.7%

累计带来的金额
分类      累计价值 CNY                            户均 CNY  最大客户占比
VIP客户      1,240,000 ████████████████████████  1,240,000          100%
正式客户       657,000 ████████████▊               219,000         51.8%
潜在客户       320,000 ██████▎                     320,000          100%
合计         2,217,000                             443,400         55.9%

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "clients", "--by", "industry", "--width", "90"]).screen(),
        str![[r#"
Clients  as of 2026-06-26 Fri 16:30

Clients by industry
Industry         Clients          Customers  A year ago  Retained  Retention  Churn  Score
Catering               1 █▏               1           0         0
Culture                1 █▏               1           0         0
Drinks                 1 █▏               0           0         0
Food                   6 ███████          1           0         0                      60%
Healthcare             4 ████▋            1           1         1       100%     0%    85%
Horticulture           1 █▏               0           0         0
Leisure                1 █▏               1           1         0         0%   100%
Logistics              1 █▏               0           0         0
Pharmaceuticals        1 █▏               0           0         0
Property               1 █▏               0           0         0
(none)                 2 ██▍              0           0         0
Total                 20                  5           2         1        50%    50%  76.7%
not shown on a screen this narrow: Surveys

What they have brought
Industry    Life value GBP                           Per customer GBP  Largest
Catering             3,900 █▋                                   3,900     100%
Culture              8,900 ███▊                                 8,900     100%
Food                18,400 ███████▊                            18,400     100%
Healthcare          57,000 ████████████████████████            57,000     100%
Leisure              4,800 ██                                   4,800     100%
Total               93,000                                     18,600    61.3%

"#]]
    );
}

#[test]
fn a_customer_of_a_year_ago_stays_by_buying_again_or_by_a_contract_that_runs() {
    let records = Records::small();
    records.write("salesrec.toml", TEAM);
    let client = |name: &str, class: &str, won: &str, value: &str, more: &str| {
        let deal = match won {
            "" => String::new(),
            won => format!(
                "deals:\n  - {{name: x, stage: Won{value}, history: [{{stage: Offer, since: 2024-01-01}}, {{stage: Won, since: {won}}}]}}\n"
            ),
        };
        records.write(
            &format!("clients/{name}.yaml"),
            format!("client: {name}\nclass: {class}\nowner: ann\nfirst_contact: 2024-01-01\n{deal}{more}"),
        );
    };
    // Twelve months before the day are 28 February 2025: who bought before that is of the base, who bought since stays.
    let again = "orders: [{number: o, placed: 2025-02-28}]\nsurveys: [{on: 2025-03-01, score: 9, of: 10}, {on: 2025-04-01, score: 4, of: 5}]\n";
    client("K1", "VIP", "2025-02-27", ", value: 100", again);
    client(
        "K2",
        "VIP",
        "2024-01-10",
        ", value: 300",
        "contracts: [{number: c, starts: 2024-01-01, ends: 2026-02-28}]\n",
    );
    let over =
        "contracts: [{number: c, starts: 2024-01-01, ends: 2026-02-27}]\nsurveys: [{on: 2025-03-01, score: 5}]\n";
    client("K3", "VIP", "2024-01-10", ", value: 50, currency: USD", over);
    client("K4", "New", "2025-02-28", "", "");
    client("K5", "New", "", "", "");
    let records = records.var("SALESREC_NOW", "2026-02-28 12:00");
    let shown = records.run(&["report", "clients", "--by", "class", "--format", "json"]).json();
    let keys = ["class", "clients", "customers", "base", "retained", "retention", "churn", "surveys", "satisfaction"];
    let expected: Value =
        serde_json::from_str(r#"[["New", 2, 1, 0, 0, null, null, 0, null], ["VIP", 3, 3, 3, 2, 66.7, 33.3, 3, 73.3]]"#)
            .expect("JSON");
    assert_eq!(rows(&shown, "class", &keys), expected);
    assert_eq!(
        rows(&shown, "value", &["class", "life_value", "average", "largest"]),
        json!([
            ["VIP", money("400", "CNY"), money("200", "CNY"), 75],
            ["VIP", money("50", "USD"), money("50", "USD"), 100],
        ])
    );
}
