use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn agenda_is_your_own_when_it_is_known_who_you_are() {
    assert_data_eq!(
        Records::zh().run(&["agenda"]).screen(),
        str![[r#"
逾期（6）
天数  期限              客户                     下一步行动              阶段             金额  编号
  57  04-30 周四 17:00  宁波甬盛汽车零部件有限   把刹车片检测样册寄给竺  线索培育               k2me
                        公司                     部长
   9  06-17 周三 10:00  杭州云栈智能仓储有限公   到临平退货仓实测混箱尺  需求确认  285,000 CNY  e3yq
                        司                       寸分布
   9  06-17 周三        杭州云栈智能仓储有限公   里程碑：需求调研        需求确认  285,000 CNY
                        司
   4  06-22 周一 18:00  无锡联晟新能源科技有限   换同轴光源重测漏检的那  方案呈现  158,000 USD  f2uk
                        公司                     颗颗粒，图发邵总监
   1  06-25 周四 09:30  无锡联晟新能源科技有限   带新相机到联晟涂布线做  方案呈现  158,000 USD  w5ca
                        公司                     产线演示
   1  06-25 周四        无锡联晟新能源科技有限   里程碑：方案演示        方案呈现  158,000 USD
                        公司

未来 7 天（3）
时间    期限              客户                     下一步行动               阶段      金额 CNY  编号
4 天后  06-30 周二 14:00  昆山恒昱精密制造有限公   带投资回收期测算表到恒   方案呈现   960,000  r2ha
                          司                       昱参加报价评审
4 天后  06-30 周二 10:00  星河包装有限公司         到星河当面讲四条线方     需求确认   680,000  v9te
                                                   案，递交报价 Q-0626
7 天后  07-03 周五        杭州云栈智能仓储有限公   跟进客户                 需求确认   285,000  5nxb
                          司
| 逾期 6 项，未来 7 天 3 项
| 仅林晓枫；`--owner all` 显示所有人

"#]]
    );
}

#[test]
fn agenda_is_everybodys_when_it_is_not_known_who_you_are() {
    let records = Records::en().var("SALESREC_ME", "");
    let shown = records.run(&["agenda", "--days", "4"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Overdue (15)
Days  Due        Client            Next action       Stage                Value  Owner          ID
  57  04-30 Thu  Oakhanger         Post the          Lead nurturing              Priya Nair     k8mh
      17:00      Estates Ltd       insurer's…
  42  05-15 Fri  Lowther Seafood   milestone: First  Aftercare       18,400 GBP  Callum Reid
                 Ltd               review
  21  06-05 Fri  Lindum Blood      milestone: Terms  Negotiation     52,000 GBP  Priya Nair
                 Services Ltd      agreed
  15  06-11 Thu  Lindum Blood      Approve £49,500   Negotiation     52,000 GBP  Margaret       4bmq
      12:00      Services Ltd      for Lindum                                    Oduya
  14  06-12 Fri  Brightwater       Make the new      Proposal         6,400 GBP  Callum Reid    a2fr
      17:00      Hospice           offer on…
  14  06-12 Fri  Brightwater       milestone: Quote  Proposal         6,400 GBP  Callum Reid
                 Hospice           sent
  10  06-16 Tue  Lindum Blood      Hand in the       Negotiation     52,000 GBP  Priya Nair     r9jt
      12:00      Services Ltd      revised tender…
   9  06-17 Wed  Quayside Brewery  Measure the       Needs            5,200 GBP  Tom Ashdown    g4rk
      10:00      Ltd               thermowells of…   confirmed
   9  06-17 Wed  Quayside Brewery  milestone:        Needs            5,200 GBP  Tom Ashdown
                 Ltd               Discovery…        confirmed
   8  06-18 Thu  Lowther Seafood   Get Archie's      Aftercare       18,400 GBP  Callum Reid    x5oq
      10:00      Ltd               initials on…
   7  06-19 Fri  Tarrant Labs Ltd  Send Dr Friel     Proposal        31,500 EUR  Tom Ashdown    n5wb
      17:00                        the two-page…
   3  06-23 Tue  Lowther Seafood   Send Archie a     Aftercare       18,400 GBP  Helen Brandt   8jla
      17:00      Ltd               signed statemen…
   2  06-24 Wed  Tarrant Labs Ltd  Demonstrate the   Proposal        31,500 EUR  Tom Ashdown    z8ce
      14:00                        alarm chain in…
   2  06-24 Wed  Tarrant Labs Ltd  milestone:        Proposal        31,500 EUR  Tom Ashdown
                                   Demonstration
   2  06-24 Wed  Cobbold Catering  Drive to Bill's   Signing          3,900 GBP  Tom Ashdown    5dcz
      09:30      Ltd               kitchen with th…

Next 4 days (3)
When       Due        Client            Next action       Stage         Value GBP  Owner        ID
in 3 days  06-29 Mon  Ashcombe Dairies  Check the         Negotiation      43,200  Helen        9rhu
           17:00      Ltd               leasing terms…                             Brandt
in 4 days  06-30 Tue  Ashcombe Dairies  Mail Wendy the    Negotiation      43,200  Tom Ashdown  c5ym
           12:00      Ltd               rent contract…
in 4 days  06-30 Tue  Agnes Whitlock    Text Agnes the    Needs             1,450  Callum Reid  e7ny
           19:00                        price for two…    confirmed

Open deals without a next action (1)
Client                 Deal            Stage     Value GBP  Owner       Last contact
Ferrand Logistics Ltd  Trailer probes  Proposal     27,300  Priya Nair  05-27 Wed
| 15 overdue, 3 in the next 4 days, 1 deal without a next action
| everybody's, as it is not known who you are: `--as PERSON`

"#]]
    );
    let wrong = records.run(&["agenda", "--as", "nobody"]);
    assert_data_eq!(
        wrong.screen(),
        str![[r#"
| error: no person of the team “nobody”
| caused by: flag --as
| hint: there are: margaret.oduya, tom.ashdown, priya.nair, callum.reid, helen.brandt and dave.pruett
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
}

#[test]
fn agenda_of_everybody_by_owner_fits_80_columns() {
    let shown = Records::zh().run(&["agenda", "--owner", "all", "--by", "owner", "--days", "3", "--width", "80"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
林晓枫：逾期 6 项
时间      期限        客户                 下一步行动                 金额  编号
晚 57 天  04-30 周四  宁波甬盛汽车零部件   把刹车片检测样册寄               k2me
          17:00       有限公司             给竺部长
晚 9 天   06-17 周三  杭州云栈智能仓储有   到临平退货仓实测混  285,000 CNY  e3yq
          10:00       限公司               箱尺寸分布
晚 9 天   06-17 周三  杭州云栈智能仓储有   里程碑：需求调研    285,000 CNY
                      限公司
晚 4 天   06-22 周一  无锡联晟新能源科技   换同轴光源重测漏检  158,000 USD  f2uk
          18:00       有限公司             的那颗颗粒，图发…
晚 1 天   06-25 周四  无锡联晟新能源科技   带新相机到联晟涂布  158,000 USD  w5ca
          09:30       有限公司             线做产线演示
晚 1 天   06-25 周四  无锡联晟新能源科技   里程碑：方案演示    158,000 USD
                      有限公司

何静：逾期 6 项
时间      期限        客户                  下一步行动            金额 CNY  编号
晚 28 天  05-29 周五  天津海晏乳业有限公司  里程碑：首次回访       340,000
晚 21 天  06-05 周五  西安长庚制药有限公司  里程碑：商务条款确认   780,000
晚 14 天  06-12 周五  青岛港湾水产有限公司  出 IP67 称重斗的新方   445,000  j9vh
          18:00                             案和报价，发于总监
晚 14 天  06-12 周五  青岛港湾水产有限公司  里程碑：报价           445,000
晚 10 天  06-16 周二  西安长庚制药有限公司  把 74 万的二次报价和   780,000  p6td
          17:00                             换型承诺书递交党主管
晚 8 天   06-18 周四  天津海晏乳业有限公司  请马总签 13.6 万尾款   340,000  x7ml
          17:00                             付款单，赶 7 月 5 …

陈跃华：逾期 1 项
时间      期限        客户                  下一步行动            金额 CNY  编号
晚 14 天  06-12 周五  西安长庚制药有限公司  审批长庚二次报价 74    780,000  z4nf
          12:00                             万

苏婉婷：逾期 1 项
时间     期限        客户                  下一步行动          金额 CNY  编号
晚 3 天  06-23 周二  天津海晏乳业有限公司  出对账函盖章寄孟瑶   340,000  2gsd
         17:00

赵明远：逾期 1 项，1 个商机没有下一步行动
时间      期限        客户                      下一步行动        金额 CNY  编号
晚 2 天   06-24 周三  厦门鹭洲电器有限公司      到厦门当面取合同   165,000  8tcw
          15:00
无下一步              东莞市永利达五金塑胶有限                     160,000
                      公司
| 逾期 15 项，1 个商机没有下一步行动

"#]]
    );
}

#[test]
fn agenda_says_kindly_that_there_is_nothing() {
    let shown = Records::zh().run(&["agenda", "--client", "瑞泽"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
没有逾期事项，未来 7 天也没有到期事项，进行中的商机都有下一步行动。

"#]]
    );
    let shown = Records::en().run(&["agenda", "--owner", "helen", "--days", "1", "--stage", "signing"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Nothing is overdue or due in the next 1 day for Helen Brandt, and every open deal has a next action.

"#]]
    );
}

#[test]
fn agenda_is_a_calendar_file_with_reminders() {
    let shown = Records::zh().run(&["agenda", "--format", "ics", "--client", "星河"]);
    assert_data_eq!(
        shown.screen().replace('\r', ""),
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//salesrec//salesrec 0.1.0//ZH
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:salesrec 澄岚自动化销售部
X-WR-TIMEZONE:Asia/Shanghai
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:20251231T080000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:v9te-2026-06-23-2026-05-12@salesrec
SEQUENCE:3410430
DTSTAMP:20260626T083000Z
LAST-MODIFIED:20260626T083000Z
DTSTART;TZID=Asia/Shanghai:20260630T100000
DURATION:PT30M
SUMMARY:星河包装有限公司：到星河当面讲四条线方案，递
 交报价 Q-0626
DESCRIPTION:商机：彩盒视觉检测线/n阶段：需求确认/n负责
 人：林晓枫/n做完后：salesrec done 星河包装有限公司_202605
 12 v9te
PRIORITY:1
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT30M
DESCRIPTION:星河包装有限公司：到星河当面讲四条线方案，
 递交报价 Q-0626
END:VALARM
END:VEVENT
END:VCALENDAR

"#]]
    );
    let shown = Records::en().run(&["agenda", "--format", "ics", "--days", "4"]);
    assert_data_eq!(
        shown.screen().replace('\r', ""),
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//salesrec//salesrec 0.1.0//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:salesrec Tom Ashdown
X-WR-TIMEZONE:Europe/London
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:20251231T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20261025T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:g4rk-2026-06-05-2026-05-28@salesrec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;TZID=Europe/London:20260617T100000
DURATION:PT30M
SUMMARY:Quayside Brewery Ltd: Measure the thermowells of all eight fermente
 rs on site
DESCRIPTION:Deal: Fermenter probes/nStage: Needs confirmed/nOwner: Tom Ashd
 own/nWhen it is done: salesrec done 'Quayside Brewery Ltd_20260528' g4rk
PRIORITY:3
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:Discovery meeting-Fermenter probes-Quayside Brewery Ltd_20260528@salesr
 ec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;VALUE=DATE:20260617
SUMMARY:Quayside Brewery Ltd: milestone: Discovery meeting
DESCRIPTION:Deal: Fermenter probes/nStage: Needs confirmed/nOwner: Tom Ashd
 own
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:n5wb-2026-06-12-2026-01-20@salesrec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;TZID=Europe/London:20260619T170000
DURATION:PT30M
SUMMARY:Tarrant Labs Ltd: Send Dr Friel the two-page calibration method wit
 h uncertainties
DESCRIPTION:Deal: Incubator monitoring/nStage: Proposal/nOwner: Tom Ashdown
 /nWhen it is done: salesrec done 'Tarrant Labs Ltd_20260120' n5wb
PRIORITY:1
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:z8ce-2026-06-12-2026-01-20@salesrec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;TZID=Europe/London:20260624T140000
DURATION:PT30M
SUMMARY:Tarrant Labs Ltd: Demonstrate the alarm chain in the cell room
DESCRIPTION:Deal: Incubator monitoring/nStage: Proposal/nOwner: Tom Ashdown
 /nWhen it is done: salesrec done 'Tarrant Labs Ltd_20260120' z8ce
PRIORITY:1
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:Demonstration-Incubator monitoring-Tarrant Labs Ltd_20260120@salesrec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;VALUE=DATE:20260624
SUMMARY:Tarrant Labs Ltd: milestone: Demonstration
DESCRIPTION:Deal: Incubator monitoring/nStage: Proposal/nOwner: Tom Ashdown
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:5dcz-2026-06-17-2026-05-26@salesrec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;TZID=Europe/London:20260624T093000
DURATION:PT30M
SUMMARY:Cobbold Catering Ltd: Drive to Bill's kitchen with the printed cont
 ract
DESCRIPTION:Deal: Event fridges/nStage: Signing/nOwner: Tom Ashdown/nWhen i
 t is done: salesrec done 'Cobbold Catering Ltd_20260526' 5dcz
PRIORITY:1
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:c5ym-2026-06-25-2026-04-14@salesrec
SEQUENCE:3410850
DTSTAMP:20260626T153000Z
LAST-MODIFIED:20260626T153000Z
DTSTART;TZID=Europe/London:20260630T120000
DURATION:PT30M
SUMMARY:Ashcombe Dairies Ltd: Mail Wendy the rent contract with the 24-mont
 h exit clause
DESCRIPTION:Deal: Tanker and silo monitoring/nStage: Negotiation/nOwner: To
 m Ashdown/nWhen it is done: salesrec done 'Ashcombe Dairies Ltd_20260414' 
 c5ym
PRIORITY:1
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT30M
DESCRIPTION:Ashcombe Dairies Ltd: Mail Wendy the rent contract with the 24-
 month exit clause
END:VALARM
END:VEVENT
END:VCALENDAR

"#]]
    );
}

/// By event: its uid, its sequence number, its start.
fn events(records: &Records) -> Vec<[String; 3]> {
    let text = records.run(&["agenda", "--format", "ics", "--owner", "all", "--days", "60"]).ok().to_string();
    let text = text.replace("\r\n ", "");
    let value = |event: &str, name: &str| {
        let line = event.lines().find(|line| line.starts_with(name)).expect(name);
        line.split_once(':').expect("a value").1.to_string()
    };
    text.split("BEGIN:VEVENT")
        .skip(1)
        .map(|event| ["UID", "SEQUENCE", "DTSTART"].map(|name| value(event, name)))
        .collect()
}

#[test]
fn a_second_import_updates_what_was_imported_before() {
    for (records, client, id, new) in [
        (Records::zh(), "星河", "v9te", "星河智能包装有限公司"),
        (Records::en(), "harbour", "p8wn", "Harbour Provisions Ltd"),
    ] {
        let before = events(&records);
        assert!(before.len() > 5);
        let uids: std::collections::BTreeSet<_> = before.iter().map(|[uid, ..]| uid.clone()).collect();
        assert_eq!(uids.len(), before.len(), "no two events are one");
        records.run(&["postpone", client, id, "+10d 09:00", "--why", "x"]).ok();
        records.run(&["rename", client, new]).ok();
        let later = records.var("SALESREC_NOW", "2026-06-26 16:31");
        let after = events(&later);
        let of = |events: &[[String; 3]]| {
            let mut found = events.iter().filter(|[uid, ..]| uid.starts_with(&format!("{id}-")));
            (found.next().expect("the event").clone(), found.count())
        };
        let (([old_uid, old_sequence, old_start], _), ([uid, sequence, start], more)) = (of(&before), of(&after));
        assert_eq!((&uid, more), (&old_uid, 0));
        assert!(sequence.parse::<u32>().unwrap() > old_sequence.parse().unwrap());
        assert_ne!(start, old_start);
        assert!(start.ends_with("T090000"), "{start}");
    }
}

#[test]
fn what_is_no_agenda_is_no_calendar() {
    for words in [&["list"][..], &["show", "harbour"], &["lint"], &["calendar"]] {
        let shown = Records::en().run(&[words, &["--format", "ics"]].concat());
        assert_data_eq!(
            shown.screen(),
            str![[r#"
| error: this answer is no calendar
| hint: `salesrec agenda --format ics` is one
exit 2

"#]]
        );
    }
}

/// Reads a calendar file as other programs do, and says what it found; 77 where the library is missing.
const READER: &str = r#"
import sys
try:
    import icalendar
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)
data = sys.stdin.buffer.read()
calendar = icalendar.Calendar.from_ical(data)
for part in calendar.walk():
    assert not part.errors, part.errors
    required = getattr(part, "required", ())
    for name in required:
        assert name in part, (part.name, name)
for event in calendar.walk("VEVENT"):
    start = event.decoded("dtstart")
    print(start.isoformat(), len(event.walk("VALARM")), event["summary"])
again = icalendar.Calendar.from_ical(calendar.to_ical())
assert len(again.walk("VEVENT")) == len(calendar.walk("VEVENT"))
"#;

#[test]
#[allow(clippy::print_stderr, reason = "whoever reads the log should know what was not checked")]
fn another_program_reads_the_calendar() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let text = Records::zh().run(&["agenda", "--format", "ics", "--client", "星河"]).ok().to_string();
    let python = std::env::var("SALESREC_TEST_PYTHON").unwrap_or_else(|_| "python3".to_string());
    let child = Command::new(python)
        .args(["-c", READER])
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("NOT CHECKED that other programs read the calendar: there is no python3");
        return;
    };
    child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("it reads");
    let done = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&done.stderr);
    if done.status.code() == Some(77) {
        eprintln!("NOT CHECKED that other programs read the calendar: {said}");
        return;
    }
    assert!(done.status.success(), "{said}\n{text}");
    assert_data_eq!(
        String::from_utf8_lossy(&done.stdout).into_owned(),
        str![[r#"
2026-06-30T10:00:00+08:00 1 星河包装有限公司：到星河当面讲四条线方案，递交报价 Q-0626

"#]]
    );
}
