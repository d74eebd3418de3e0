//! The keys of a client file as people say them.

use crate::lang::Text;
use crate::yaml::{Route, Step};

/// A place in a record in words: `log 4 › summary`, `沟通记录 4 › 内容`. Items are counted from 1.
pub fn place(route: &Route) -> Text {
    let mut words = Text::default();
    for (at, step) in route.0.iter().enumerate() {
        words = match step {
            Step::Index(index) => words.then(&Text::same(format!(" {}", index + 1))),
            Step::Key(key) if at == 0 => key_words(key),
            Step::Key(key) => words.then(&Text::same(" › ")).then(&key_words(key)),
        };
    }
    words
}

fn key_words(key: &str) -> Text {
    match KEYS.iter().find(|(known, _)| *known == key) {
        Some((_, zh)) => Text::new(key.replace('_', " "), *zh),
        None => Text::same(key),
    }
}

/// The keys of the format in Chinese. A key that stands in several places means the same in each.
const KEYS: &[(&str, &str)] = &[
    ("client", "客户"),
    ("aliases", "别名"),
    ("kind", "类型"),
    ("class", "分类"),
    ("industry", "行业"),
    ("region", "区域"),
    ("address", "地址"),
    ("tax_id", "税号"),
    ("source", "来源"),
    ("first_contact", "首次接触"),
    ("owner", "负责人"),
    ("owners", "历任负责人"),
    ("from", "自"),
    ("until", "至"),
    ("handover", "交接"),
    ("contacts", "联系人"),
    ("name", "名称"),
    ("role", "角色"),
    ("title", "头衔"),
    ("phone", "电话"),
    ("email", "邮箱"),
    ("wechat", "微信"),
    ("attitude", "态度"),
    ("interests", "兴趣"),
    ("preferences", "偏好"),
    ("avoid", "忌讳"),
    ("left", "离职"),
    ("deals", "商机"),
    ("stage", "阶段"),
    ("value", "金额"),
    ("currency", "币种"),
    ("probability", "概率"),
    ("expected_close", "预计签约"),
    ("intent", "意向"),
    ("competitors", "竞争对手"),
    ("needs", "需求"),
    ("need", "需求"),
    ("pains", "痛点"),
    ("pain", "痛点"),
    ("milestones", "里程碑"),
    ("milestone", "里程碑"),
    ("history", "阶段历程"),
    ("since", "自"),
    ("by", "经手人"),
    ("note", "说明"),
    ("lost", "终止"),
    ("reason", "原因"),
    ("to", "给谁"),
    ("revisit", "回访"),
    ("project", "项目"),
    ("goal", "目标"),
    ("done", "完成"),
    ("doing", "进行中"),
    ("todo", "待办"),
    ("issues", "问题"),
    ("issue", "问题"),
    ("solution", "解决办法"),
    ("resources", "资源"),
    ("resource", "资源"),
    ("risks", "风险"),
    ("risk", "风险"),
    ("likelihood", "可能性"),
    ("impact", "影响"),
    ("measure", "对策"),
    ("log", "沟通记录"),
    ("at", "时间"),
    ("recorded", "记录时间"),
    ("method", "方式"),
    ("with", "参与人"),
    ("deal", "商机"),
    ("summary", "内容"),
    ("agreed", "约定"),
    ("no_next", "无下一步的原因"),
    ("attachments", "附件"),
    ("actions", "行动"),
    ("action", "行动"),
    ("id", "编号"),
    ("due", "期限"),
    ("priority", "优先级"),
    ("created", "创建"),
    ("postponed", "推迟"),
    ("on", "日期"),
    ("why", "原因"),
    ("result", "结果"),
    ("cancelled", "取消"),
    ("promises", "承诺"),
    ("promise", "承诺"),
    ("written", "书面"),
    ("kept", "兑现"),
    ("contracts", "合同"),
    ("contract", "合同"),
    ("number", "号码"),
    ("amount", "金额"),
    ("signed", "签订"),
    ("starts", "开始"),
    ("ends", "结束"),
    ("scan", "扫描件"),
    ("original", "原件"),
    ("orders", "订单"),
    ("order", "订单"),
    ("placed", "下单"),
    ("deliver_to", "送货地址"),
    ("items", "明细"),
    ("product", "产品"),
    ("model", "型号"),
    ("quantity", "数量"),
    ("price", "单价"),
    ("status", "状态"),
    ("events", "事件"),
    ("event", "事件"),
    ("told", "告知"),
    ("delivered", "交付"),
    ("invoices", "发票"),
    ("invoice", "发票"),
    ("issued", "开具"),
    ("payments", "付款"),
    ("collections", "催收"),
    ("step", "步骤"),
    ("promised", "承诺付款"),
    ("service", "售后"),
    ("opened", "提出"),
    ("closed", "解决"),
    ("surveys", "满意度调查"),
    ("score", "得分"),
    ("of", "满分"),
    ("comment", "评语"),
    ("access", "资料与权限"),
    ("what", "内容"),
    ("where", "位置"),
    ("holders", "持有人"),
    ("notes", "备注"),
];

#[cfg(test)]
mod tests {
    use schemars::schema_for;
    use serde_json::Value;

    use super::*;
    use crate::record::Client;

    #[test]
    fn a_place_is_said_in_words() {
        let route = Route::root().key("log").index(3).key("summary");
        assert_eq!(place(&route), Text::new("log 4 › summary", "沟通记录 4 › 内容"));
        assert_eq!(place(&Route::root().key("x-生日")), Text::same("x-生日"));
    }

    #[test]
    fn every_key_of_the_format_has_its_chinese_word_and_no_other_has() {
        fn keys(schema: &Value, found: &mut Vec<String>) {
            match schema {
                Value::Object(members) => {
                    if let Some(Value::Object(properties)) = members.get("properties") {
                        found.extend(properties.keys().cloned());
                    }
                    members.values().for_each(|member| keys(member, found));
                }
                Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        keys(&schema_for!(Client).to_value(), &mut found);
        found.sort();
        found.dedup();
        let mut known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        known.sort();
        assert_eq!(found, known);
    }
}
