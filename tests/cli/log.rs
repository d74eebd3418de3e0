use crate::support::Records;

#[test]
fn log_refuses_a_client_that_is_not_there() {
    let records = Records::zh();
    let shown = records.run(&["log", "不存在的客户", "x", "--no-next", "y"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("没有叫“不存在的客户”的客户"), "{}", shown.screen());
}
