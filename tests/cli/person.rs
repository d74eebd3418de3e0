use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn person_add_appends_to_the_settings_and_touches_nothing_else() {
    let records = Records::zh();
    let before = records.all();
    let words = ["person", "add", "zhou.ting", "--name", "周婷", "--email", "zhou.ting@chenglan.example.com"];
    let more = ["--region", "华东", "--manager", "陈跃华"];
    let shown = records.run(&[&words[..], &more[..]].concat());
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已加入 周婷  zhou.ting  销售

"#]]
    );
    let mut after = records.all();
    let settings = after.insert("salesrec.toml".into(), before["salesrec.toml"].clone()).unwrap();
    assert_eq!(after, before, "only the settings changed");
    let added = "[[people]]\nid = \"zhou.ting\"\nname = \"周婷\"\nemail = \"zhou.ting@chenglan.example.com\"\n\
                 role = \"rep\"\nregion = \"华东\"\nmanager = \"chen.yuehua\"\n\n";
    let settings = String::from_utf8(settings).unwrap();
    assert_eq!(settings.replacen(added, "", 1).as_bytes(), before["salesrec.toml"]);
    assert!(records.run(&["person", "list", "--format", "ids"]).ok().ends_with("su.wanting\nzhou.ting\n"));
}

#[test]
fn person_add_shows_the_diff_on_a_dry_run() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["person", "add", "ann.lee", "--name", "Ann Lee", "--role", "finance", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/salesrec.toml
+++ b/salesrec.toml
@@ -68,6 +68,11 @@
 manager = "margaret.oduya"
 active = false

+[[people]]
+id = "ann.lee"
+name = "Ann Lee"
+role = "finance"
+
 # The stages of a sale, in order. The names are yours to change; aliases only spare typing.
 #   kind           open | won | aftercare | lost
 #   probability    percent; a deal's own figure goes before it
| dry run: nothing was written

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn the_first_person_is_told_how_to_be_known() {
    let records = Records::none();
    records.run(&["init", "--name", "x"]).ok();
    let shown = records.run(&["person", "add", "jane.doe", "--name", "Jane Doe"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Added Jane Doe  jane.doe  rep
| if that is you: `salesrec config set me jane.doe`

"#]]
    );
    records.write(".home/.gitconfig", "[user]\n\temail = Ann@example.com\n");
    let known = records.run(&["person", "add", "ann", "--email", "ann@example.com"]);
    assert_eq!(known.stderr, "", "git says who is typing");
}

#[test]
fn person_add_refuses_ids_that_are_none_and_what_is_taken() {
    let records = Records::zh();
    let before = records.all();
    for id in ["Zhou", "周婷", "zhou ting", ".zhou", ""] {
        let shown = records.run(&["person", "add", id]);
        assert_eq!(shown.code, 2, "{id}");
        assert!(shown.stderr.contains("不能用作成员编号"), "{}", shown.screen());
    }
    let id = records.run(&["person", "add", "wu.haitao"]);
    assert_data_eq!(
        id.screen(),
        str![[r#"
| 错误：“wu.haitao”已由 吴海涛（wu.haitao）使用
| 提示：回归的成员无须重新加入：在 salesrec.toml 中改为 `active = true`
exit 2

"#]]
    );
    let mail = records.run(&["person", "add", "new", "--email", "He.Jing@chenglan.example.com"]);
    assert_data_eq!(
        mail.screen(),
        str![[r#"
| 错误：“He.Jing@chenglan.example.com”已由 何静（he.jing）使用
exit 2

"#]]
    );
    let manager = records.run(&["person", "add", "new", "--manager", "nobody"]);
    assert_eq!(manager.code, 2);
    let mail = records.run(&["person", "add", "new", "--email", "none"]);
    assert_eq!(mail.code, 2);
    assert_eq!(records.all(), before);
}

#[test]
fn person_list_shows_the_team() {
    assert_data_eq!(
        Records::zh().run(&["person", "list"]).screen(),
        str![[r#"
编号           姓名    角色  区域  邮箱
chen.yuehua    陈跃华  经理  总部  chen.yuehua@chenglan.example.com
lin.xiaofeng   林晓枫  销售  华东  lin.xiaofeng@chenglan.example.com
zhao.mingyuan  赵明远  销售  华南  zhao.mingyuan@chenglan.example.com
he.jing        何静    销售  北方  he.jing@chenglan.example.com
su.wanting     苏婉婷  内勤  总部  su.wanting@chenglan.example.com

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["person", "list", "--all"]).screen(),
        str![[r#"
id              name            role     region                mail                           status
margaret.oduya  Margaret Oduya  manager  Head office           margaret.oduya@tidewell.examp  active
                                                               le.com
tom.ashdown     Tom Ashdown     rep      South                 tom.ashdown@tidewell.example.  active
                                                               com
priya.nair      Priya Nair      rep      North                 priya.nair@tidewell.example.c  active
                                                               om
callum.reid     Callum Reid     rep      Scotland and Ireland  callum.reid@tidewell.example.  active
                                                               com
helen.brandt    Helen Brandt    finance  Head office           helen.brandt@tidewell.example  active
                                                               .com
dave.pruett     Dave Pruett     rep      South                 dave.pruett@tidewell.example.  left
                                                               com

"#]]
    );
    let rows = Records::zh().run(&["person", "list", "--all", "--format", "json"]).json();
    assert_eq!(rows["kind"], "people");
    assert_eq!(rows["rows"][5]["id"], "wu.haitao");
    assert_eq!(rows["rows"][5]["status"], "left");
    assert_eq!(rows["rows"][0]["role"], "manager");
}

#[test]
fn an_empty_team_is_told_how_to_begin() {
    let records = Records::none();
    records.run(&["--lang", "zh", "init", "--name", "x"]).ok();
    assert_data_eq!(
        records.run(&["person", "list"]).screen(),
        str![[r#"
还没有成员：`salesrec person add zhang.san --name 张三 --email zhang@example.com`

"#]]
    );
}

#[test]
fn person_show_counts_what_is_on_the_desk() {
    assert_data_eq!(
        Records::zh().run(&["person", "show", "林"]).screen(),
        str![[r#"
林晓枫  lin.xiaofeng  销售

邮箱：        lin.xiaofeng@chenglan.example.com
区域：        华东
上级：        陈跃华
客户：        6
进行中的商机：6
商机金额：    1,925,000 CNY 和 158,000 USD
逾期：        6

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["person", "show", "tom"]).screen(),
        str![[r#"
Tom Ashdown  tom.ashdown  rep

mail:       tom.ashdown@tidewell.example.com
region:     South
manager:    Margaret Oduya
clients:    7
open deals: 4
open value: 31,500 EUR and 73,000 GBP
overdue:    6

"#]]
    );
    let gone = Records::en().run(&["person", "show", "dave.pruett"]);
    assert!(gone.ok().contains("status:     has left\n"), "{}", gone.screen());
}

#[test]
fn person_show_agrees_with_overdue() {
    let records = Records::zh();
    let person = records.run(&["person", "show", "lin.xiaofeng", "--format", "json"]).json();
    let overdue = records.run(&["overdue", "--owner", "lin.xiaofeng", "--format", "json"]).json();
    let late = overdue["rows"].as_array().unwrap().iter().filter(|row| row["status"] == "overdue").count();
    assert!(late > 0);
    assert_eq!(person["overdue"], late);
    assert_eq!(person["open_value"][0]["currency"], "CNY");
}

#[test]
fn a_broken_record_does_not_hide_a_persons_others() {
    let records = Records::zh();
    records.write("clients/坏.yaml", "client: [\n");
    let shown = records.run(&["person", "show", "林"]);
    assert!(shown.ok().contains("客户：        6\n"), "{}", shown.screen());
    assert!(shown.stderr.contains("clients/坏.yaml:"), "{}", shown.screen());
}
